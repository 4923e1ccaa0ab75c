// A processor with a serial console and a port to the agent.
import type { BytePort } from '#protocol/byte-port.js';
import type { Bytes } from '#util/bytes.js';
import { deferred } from '#util/deferred.js';
import { asIpclabError, IpclabError } from '#util/error.js';
import { allocating } from '#util/memory.js';
import { Core, type CoreMark } from './core.js';
import { Processor } from './processor.js';
import { enter, inRealm } from './realm.js';
import type { LearntCode, Snapshot, WarmPart } from './snapshot.js';
import type { Slices } from './slices.js';
import type { Timing } from './timing.js';
import type { Turns } from './turns.js';
import {
  busOf,
  registerAddresses,
  usePlainPorts,
  v86Options,
  type Bus,
  type MachineParts,
  type V86Instance,
} from './v86.js';

/** From power-on: firmware, kernel and root file system. */
export interface ColdStart {
  readonly from: 'power-on';
  readonly bios: Bytes;
  readonly vgaBios: Bytes;
  readonly kernel: Bytes;
  readonly rootfs: Bytes;
  readonly commandLine: string;
}

export interface SnapshotStart {
  readonly from: 'snapshot';
  readonly snapshot: Snapshot;
  /** Keep compiled code when it goes back to the snapshot, for {@link Emulator.learnt}. Default: false. */
  readonly learns?: boolean | undefined;
}

export interface EmulatorOptions {
  /** Of `compileV86`, compiled once by the host and shared by its workers. */
  readonly wasm: WebAssembly.Module;
  /** Bytes. */
  readonly memory: number;
  /** Bytes. */
  readonly vgaMemory: number;
  readonly start: ColdStart | SnapshotStart;
}

/** A moment of the machine, to go back to as often as one likes. */
export interface EmulatorMark {
  readonly core: CoreMark;
  /** A state that v86 restores, without memory. */
  readonly devices: ArrayBuffer;
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

export class Emulator {
  /** The port of the console device that the agent has open. */
  readonly agentPort: BytePort;
  /** Called with what the guest writes to its serial console. */
  onConsole: ((bytes: Uint8Array) => void) | undefined;
  /** Instructions that the processor has executed: 32 bits that wrap. It is asked a hundred times in a millisecond. */
  readonly countInstructions: () => number;
  readonly processor: Processor;

  readonly #v86: V86Instance;
  readonly #core: Core;
  readonly #timing: Timing;
  /** Undefined for a machine that was started from power-on. */
  #snapshot: Snapshot | undefined;
  #console: number[] = [];

  private constructor(v86: V86Instance, core: Core, timing: Timing, start: EmulatorOptions['start']) {
    this.#v86 = v86;
    this.#core = core;
    this.#timing = timing;
    this.#snapshot = start.from === 'snapshot' ? start.snapshot : undefined;
    this.processor = new Processor(core, registerAddresses(v86));
    this.countInstructions = () => this.processor.counter;
    core.slices.use(this.processor);
    this.agentPort = new VirtioPort(v86, timing, core.turns);
    v86.add_listener('serial0-output-byte', (byte: number) => {
      // One event a byte; handed on together once the emulator yields.
      if (this.#console.push(byte) === 1) queueMicrotask(() => this.#flushConsole());
    });
  }

  /** Makes the machine and leaves it stopped; {@link run} starts it. */
  static async create({ wasm, memory, vgaMemory, start }: EmulatorOptions, timing: Timing): Promise<Emulator> {
    // v86 asks for it where nobody can take the failure from it. What is asked for here is never touched, and costs nothing.
    const pages = Math.ceil((memory + vgaMemory) / WASM_PAGE);
    await allocating(MEMORY, () => new WebAssembly.Memory({ initial: pages, maximum: pages }));
    // v86 sets its time-stamp counter from a reading that has the old offset in it, and takes two equal readings in a
    // row for a coarse clock. The offset is 0 after the two settings of a processor that is made at 1 ms, and stays 0
    // when the clock shows at each restore what it showed at the save.
    timing.stand(1);
    return inRealm(timing, async ({ V86 }) => {
      const loading = deferred<Core>();
      const wasm_fn = async (imports: WebAssembly.Imports): Promise<WebAssembly.Exports> => {
        try {
          const learns = start.from === 'snapshot' && start.learns === true;
          const core = await allocating(MEMORY, () => Core.instantiate(wasm, imports, learns));
          loading.resolve(core);
          return core.exports;
        } catch (error) {
          loading.reject(asIpclabError(error));
          // v86 awaits this with nobody to tell.
          return new Promise<never>(() => undefined);
        }
      };
      const v86 = new V86(
        v86Options({ wasm_fn, memory, vgaMemory, boot: start.from === 'power-on' ? bootOf(start) : {} }),
      );
      const ready = deferred<void>();
      v86.add_listener('emulator-ready', () => {
        ready.resolve();
      });
      const core = await loading.promise;
      await ready.promise;
      usePlainPorts(v86);
      const emulator = new Emulator(v86, core, timing, start);
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
    if (!this.#snapshot) {
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

  /** Goes back to the snapshot, stops there, and returns the code that was compiled meanwhile and still fits. */
  async learnt(): Promise<LearntCode> {
    await this.#v86.stop();
    await this.#restore();
    return this.#core.learnt();
  }

  /** Takes compiled code that belongs to its snapshot, running or not; {@link reset} brings it back, too. */
  async warmUp(warm: WarmPart): Promise<void> {
    if (!this.#snapshot)
      throw new IpclabError('usage', 'a machine that was started from power-on has no compiled code');
    const snapshot = { ...this.#snapshot, warm };
    await this.#core.warmUp(
      snapshot,
      () => enter(this.#timing, () => this.#v86.save_state()),
      (state) => enter(this.#timing, () => this.#v86.restore_state(state)),
    );
    this.#snapshot = snapshot;
  }

  /** See {@link Turns}. */
  get turns(): Turns {
    return this.#core.turns;
  }

  /** Where the processor stops; see {@link Slices}. */
  get slices(): Slices {
    return this.#core.slices;
  }

  /** The machine as it stands, between two slices of the processor. */
  async mark(): Promise<EmulatorMark> {
    let devices = new ArrayBuffer(0);
    const core = await this.#core.mark(async () => {
      devices = await enter(this.#timing, () => this.#v86.save_state());
    });
    return { core, devices };
  }

  /** The clock has to show what it showed then. What the guest waits for is the clock's. */
  async goBack({ core, devices }: EmulatorMark): Promise<void> {
    await this.#core.goBack(core, () => enter(this.#timing, () => this.#v86.restore_state(devices)));
  }

  /** Types on the serial console. */
  sendConsole(bytes: Uint8Array): void {
    enter(this.#timing, () => {
      this.#v86.serial_send_bytes(0, bytes);
    });
  }

  async #restore(): Promise<void> {
    const snapshot = this.#snapshot;
    if (!snapshot) return;
    this.#timing.stand(snapshot.time);
    try {
      const devices = (): Promise<void> => enter(this.#timing, () => this.#v86.restore_state(snapshot.devices.buffer));
      await allocating(MEMORY, () => this.#core.goTo(snapshot, devices));
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

  constructor(v86: V86Instance, timing: Timing, turns: Turns) {
    this.#bus = busOf(v86);
    this.#timing = timing;
    const listen = (chunk: Uint8Array): void => {
      turns.answered();
      this.onBytes?.(chunk);
    };
    this.#bus.register('virtio-console1-output-bytes', listen, this);
  }

  send(frame: Uint8Array): void {
    if (frame.length > MAX_SEND) throw new RangeError(`v86 would cut a send of ${frame.length} bytes`);
    enter(this.#timing, () => {
      this.#bus.send('virtio-console1-input-bytes', frame);
    });
  }
}

function bootOf({ bios, vgaBios, kernel, rootfs, commandLine }: ColdStart): MachineParts['boot'] {
  return {
    bios: { buffer: bios.buffer },
    vga_bios: { buffer: vgaBios.buffer },
    bzimage: { buffer: kernel.buffer },
    initrd: { buffer: rootfs.buffer },
    cmdline: commandLine,
  };
}
