// A machine inside its own realm: the emulator with the agent's session on top.
import { Agent } from '../guest/agent.js';
import { NONCE_SIZE } from '../guest/messages.js';
import type { Bytes } from '../util/bytes.js';
import { within } from '../util/deadline.js';
import type { EmulatorOptions } from './emulator.js';
import { Emulator } from './emulator.js';

export interface MachineOptions extends EmulatorOptions {
  /** Run a login shell on the serial console. */
  readonly console: boolean;
  /** How long the guest may take to answer after its start, ms of the host's clock. */
  readonly startTimeout: number;
}

/** Bytes that go into the guest's random pool at each start; a full seed of the kernel's generator is 32. */
const ENTROPY_SIZE = 64;

export class GuestMachine {
  readonly agent: Agent;
  readonly #emulator: Emulator;
  readonly #options: MachineOptions;

  private constructor(emulator: Emulator, options: MachineOptions) {
    this.#emulator = emulator;
    this.#options = options;
    this.agent = new Agent(emulator.agentPort);
  }

  /**
   * Starts a machine and shakes hands with its agent.
   *
   * @param onConsole takes what the guest writes to its serial console, from the first byte on
   */
  static async start(options: MachineOptions, onConsole: (bytes: Uint8Array) => void): Promise<GuestMachine> {
    const emulator = await within(Emulator.create(options), 'starting the emulator', { timeout: options.startTimeout });
    emulator.onConsole = onConsole;
    const machine = new GuestMachine(emulator, options);
    await emulator.run();
    if (options.start.from === 'power-on') {
      await within(machine.agent.booted, "the guest's boot", { timeout: options.startTimeout });
    }
    await machine.#shakeHands();
    return machine;
  }

  /** Back to the snapshot; every job and transfer is rejected. */
  async reset(): Promise<void> {
    await this.#emulator.reset();
    await this.#shakeHands();
  }

  /** Ends everything in the guest and saves the machine as a snapshot. The machine is stopped afterwards. */
  async save(): Promise<Bytes> {
    await within(this.agent.quiesce(), "the guest's way to a quiet state", { timeout: this.#options.startTimeout });
    return this.#emulator.save();
  }

  sendConsole(bytes: Uint8Array): void {
    this.#emulator.sendConsole(bytes);
  }

  async #shakeHands(): Promise<void> {
    const hello = this.agent.hello({
      console: this.#options.console,
      nonce: crypto.getRandomValues(new Uint8Array(NONCE_SIZE)),
      now: Date.now(),
      entropy: crypto.getRandomValues(new Uint8Array(ENTROPY_SIZE)),
    });
    await within(hello, 'the handshake with the guest', { timeout: this.#options.startTimeout });
  }
}
