// The one file that knows v86: a processor with a serial console and a port to the agent.
import type { V86 as V86Instance, V86Options } from 'v86';
import type { BytePort } from '#protocol/byte-port.js';
import type { Bytes } from '#util/bytes.js';
import { deferred, type Deferred } from '#util/deferred.js';
import { asIpclabError, IpclabError } from '#util/error.js';
import { allocating } from '#util/memory.js';
import { enter, inRealm } from './realm.js';
import type { Timing } from './timing.js';

/** From power-on: firmware, kernel and root file system. */
export interface ColdStart {
  readonly from: 'power-on';
  readonly bios: Bytes;
  readonly vgaBios: Bytes;
  readonly kernel: Bytes;
  readonly rootfs: Bytes;
  readonly commandLine: string;
}

/** From a saved state, as it is or compressed with zstd. */
export interface WarmStart {
  readonly from: 'snapshot';
  readonly state: Bytes;
  /** What the machine's clock showed when it was saved, ms. */
  readonly time: number;
}

export interface EmulatorOptions {
  /** v86's own WebAssembly, compiled once by the host and shared by its workers. */
  readonly wasm: WebAssembly.Module;
  /** Bytes. */
  readonly memory: number;
  /** Bytes. */
  readonly vgaMemory: number;
  /** Compile hot code to WebAssembly. Slower at first, and for short runs at all; faster for a long computation. */
  readonly jit: boolean;
  readonly start: ColdStart | WarmStart;
}

export interface SavedState {
  readonly state: Bytes;
  /** Milliseconds. */
  readonly time: number;
}

const MEMORY = "the machine's memory";
/** Bytes. */
const WASM_PAGE = 65_536;

/** v86 cuts a longer send to this size without a word. */
const MAX_SEND = 4096;

// What v86 has and its type definitions leave out.
interface Bus {
  send(event: string, data: unknown): void;
}
type Undocumented = Omit<V86Options, 'net_device' | 'virtio_console'> & {
  net_device: { type: string };
  virtio_console: boolean;
};

export class Emulator {
  /** The virtio-console port of the agent. */
  readonly agentPort: BytePort;
  /** Called with what the guest writes to its serial console. */
  onConsole: ((bytes: Uint8Array) => void) | undefined;

  readonly #v86: V86Instance;
  readonly #timing: Timing;
  readonly #start: EmulatorOptions['start'];
  #console: number[] = [];

  private constructor(v86: V86Instance, timing: Timing, start: EmulatorOptions['start']) {
    this.#v86 = v86;
    this.#timing = timing;
    this.#start = start;
    this.agentPort = new VirtioPort(v86, timing);
    v86.add_listener('serial0-output-byte', (byte: number) => {
      // One event a byte; handed on together once the emulator yields.
      if (this.#console.push(byte) === 1) queueMicrotask(() => this.#flushConsole());
    });
  }

  /** Makes the machine and leaves it stopped; {@link run} starts it. */
  static async create(options: EmulatorOptions, timing: Timing): Promise<Emulator> {
    // v86 asks for it where nobody can take the failure from it. What is asked for here is never touched, and costs nothing.
    const pages = Math.ceil((options.memory + options.vgaMemory) / WASM_PAGE);
    await allocating(MEMORY, () => new WebAssembly.Memory({ initial: pages, maximum: pages }));
    // v86 sets its time-stamp counter from a reading that has the old offset in it, and takes two equal readings in a
    // row for a coarse clock. The offset is 0 after the two settings of a processor that is made at 1 ms, and stays 0
    // when the clock shows at each restore what it showed at the save.
    timing.stand(1);
    return inRealm(timing, async ({ V86 }) => {
      const loaded = deferred<void>();
      const v86 = new V86(v86Options(options, loaded));
      v86.add_listener('emulator-ready', () => {
        loaded.resolve();
      });
      await loaded.promise;
      const emulator = new Emulator(v86, timing, options.start);
      await emulator.#restore();
      return emulator;
    });
  }

  run(): void {
    this.#timing.go();
    enter(this.#timing, () => void this.#v86.run());
  }

  /** Puts the machine back to the snapshot it started from, running or not. */
  async reset(): Promise<void> {
    if (this.#start.from === 'power-on') {
      throw new IpclabError('usage', 'a machine that was started from power-on has no snapshot to go back to');
    }
    await this.#restore();
    // A wait that was under way belonged to the state before.
    this.run();
  }

  /** Stops the machine; returns its whole state and what its clock showed, ms. */
  async save(): Promise<SavedState> {
    await this.#v86.stop();
    const time = Math.floor(this.#timing.now()) + 1;
    this.#timing.stand(time);
    return { state: new Uint8Array(await enter(this.#timing, () => this.#v86.save_state())), time };
  }

  /** Instructions that the processor has executed: 32 bits that wrap. */
  countInstructions(): number {
    return this.#v86.get_instruction_counter();
  }

  /** Types on the serial console. */
  sendConsole(bytes: Uint8Array): void {
    enter(this.#timing, () => {
      this.#v86.serial_send_bytes(0, bytes);
    });
  }

  async #restore(): Promise<void> {
    if (this.#start.from === 'power-on') return;
    const { state, time } = this.#start;
    this.#timing.stand(time);
    try {
      await allocating(MEMORY, () => enter(this.#timing, () => this.#v86.restore_state(state.buffer)));
    } catch (error) {
      if (error instanceof IpclabError) throw error;
      throw new IpclabError(
        'image-corrupt',
        `v86 refuses the snapshot: ${String(error)}; build the image again with: make image`,
        {},
        { cause: error },
      );
    }
  }

  #flushConsole(): void {
    const bytes = Uint8Array.from(this.#console);
    this.#console = [];
    this.onConsole?.(bytes);
  }
}

class VirtioPort implements BytePort {
  onBytes: ((chunk: Uint8Array) => void) | undefined;
  readonly #bus: Bus;
  readonly #timing: Timing;

  constructor(v86: V86Instance, timing: Timing) {
    this.#bus = (v86 as unknown as { bus: Bus }).bus;
    this.#timing = timing;
    v86.add_listener('virtio-console0-output-bytes', (chunk: Uint8Array) => this.onBytes?.(chunk));
  }

  send(frame: Uint8Array): void {
    if (frame.length > MAX_SEND) throw new RangeError(`v86 would cut a send of ${frame.length} bytes`);
    enter(this.#timing, () => {
      this.#bus.send('virtio-console0-input-bytes', frame);
    });
  }
}

function v86Options({ wasm, memory, vgaMemory, jit, start }: EmulatorOptions, loaded: Deferred<void>): V86Options {
  const options: Undocumented = {
    wasm_fn: async (imports: WebAssembly.Imports) => {
      try {
        return (await allocating(MEMORY, () => WebAssembly.instantiate(wasm, imports))).exports;
      } catch (error) {
        loaded.reject(asIpclabError(error));
        // v86 awaits this with nobody to tell.
        return new Promise<never>(() => undefined);
      }
    },
    memory_size: memory,
    vga_memory_size: vgaMemory,
    disable_jit: !jit,
    virtio_console: true,
    net_device: { type: 'none' },
    disable_keyboard: true,
    disable_mouse: true,
    disable_speaker: true,
    autostart: false,
  };
  if (start.from === 'power-on') {
    options.bios = { buffer: start.bios.buffer };
    options.vga_bios = { buffer: start.vgaBios.buffer };
    options.bzimage = { buffer: start.kernel.buffer };
    options.initrd = { buffer: start.rootfs.buffer };
    options.cmdline = start.commandLine;
  }
  return options as unknown as V86Options;
}
