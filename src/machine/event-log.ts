// What went into the guest, and when by its own count of instructions: what a run can be compared by.
import type { BytePort } from '#protocol/byte-port.js';
import { nextTurn } from './timing.js';

/** A frame that was given to the guest: instructions executed by then, bytes, checksum. */
export type LoggedEvent = readonly [at: number, size: number, checksum: number];

export interface EventSummary {
  readonly sent: readonly LoggedEvent[];
  /** All bytes that came out of the guest, in order. */
  readonly received: { readonly size: number; readonly checksum: number };
}

/** A port that writes down what passes through it. */
export class LoggingPort implements BytePort {
  onBytes: ((chunk: Uint8Array) => void) | undefined;
  readonly #port: BytePort;
  readonly #instructions: () => number;
  #sent: LoggedEvent[] = [];
  #received = { size: 0, checksum: FNV_OFFSET };
  #keep: ((chunk: Uint8Array) => void) | undefined;
  #repeats = false;

  constructor(port: BytePort, instructions: () => number) {
    this.#port = port;
    this.#instructions = instructions;
    port.onBytes = (chunk) => {
      const { size, checksum } = this.#received;
      this.#received = { size: size + chunk.length, checksum: fnv1a(chunk, checksum) };
      this.#keep?.(chunk.slice());
      this.onBytes?.(chunk);
    };
  }

  send(frame: Uint8Array): void {
    if (this.#repeats) return;
    this.#sent.push([this.#instructions(), frame.length, fnv1a(frame)]);
    this.#port.send(frame);
  }

  get summary(): EventSummary {
    return { sent: [...this.#sent], received: this.#received };
  }

  /** Goes on from what it was once, for a machine that goes back. */
  goBack({ sent, received }: EventSummary): void {
    this.#sent = [...sent];
    this.#received = { ...received };
  }

  /**
   * Keeps what comes out of the guest from now on.
   *
   * @param turn tells turns of the processor apart; undefined: no longer
   * @returns what came, a list for each turn in which something came; it grows
   */
  keep(turn: (() => number) | undefined): Uint8Array[][] {
    const kept: Uint8Array[][] = [];
    let last: number | undefined;
    this.#keep =
      turn &&
      ((chunk) => {
        if (turn() !== last) kept.push([]);
        last = turn();
        kept.at(-1)?.push(chunk);
      });
    return kept;
  }

  /**
   * What came out of the guest comes once more, while it stands still. What is sent to it meanwhile it has got already.
   *
   * @param received see {@link keep}
   * @param begin what was done before it came
   */
  async repeat(received: readonly (readonly Uint8Array[])[], begin: () => void): Promise<void> {
    this.#repeats = true;
    try {
      begin();
      await turn();
      for (const chunks of received) {
        for (const chunk of chunks) this.onBytes?.(chunk);
        await turn();
      }
    } finally {
      this.#repeats = false;
    }
  }

  /** Forgets everything, for a machine that goes back to its snapshot. */
  clear(): void {
    this.#sent = [];
    this.#received = { size: 0, checksum: FNV_OFFSET };
  }
}

function turn(): Promise<void> {
  return new Promise(nextTurn);
}

const FNV_OFFSET = 0x811c_9dc5;
const FNV_PRIME = 0x0100_0193;

/** FNV-1a, 32 bits: enough to see that something differs; whether all is the same is told by SHA-256 elsewhere. */
function fnv1a(bytes: Uint8Array, start = FNV_OFFSET): number {
  let hash = start;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, FNV_PRIME);
  return hash >>> 0;
}
