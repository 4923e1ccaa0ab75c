// From an event of a recorded run to a terminal beside its processes, which are stopped there.
import { signal } from '@preact/signals';
import { arrivalLines, nobodyThere } from '#hosts/worker/arrival-words.js';
import type { Arrival } from '#hosts/worker/go-there.js';
import type { Instant } from '#hosts/worker/search-instant.js';
import { asIpclabError, IpclabError } from '#util/error.js';
import type { Course } from './recorded-run.js';

/** What a person has asked for last: of which run, and where, ns since its recording began. */
interface Asked {
  readonly course: Course;
  readonly time: number;
}

export type GoingState =
  | { readonly kind: 'none' }
  /** `tries`: runs up to there that have begun. */
  | (Asked & { readonly kind: 'going'; readonly tries: number })
  | (Asked & { readonly kind: 'failed'; readonly sentence: string })
  | (Asked & { readonly kind: 'there' });

/** A terminal beside the stopped processes. */
export interface Beside {
  focus(): void;
  close(): void;
}

/** As `goIntoExample`. */
export type GoInto = (course: Course, instant: Instant, signal: AbortSignal, onTry: () => void) => Promise<Arrival>;

/** @param onOver called when a person has closed it, or its shell has ended */
export type OpenBeside = (arrival: Arrival, lines: readonly string[], onOver: () => void) => Beside;

export class Going {
  readonly state = signal<GoingState>({ kind: 'none' });
  readonly #goInto: GoInto;
  readonly #open: OpenBeside;
  /** Ends what was asked for last, and its machine. */
  #work = new AbortController();

  constructor(goInto: GoInto, open: OpenBeside) {
    this.#goInto = goInto;
    this.#open = open;
  }

  /**
   * Has a machine repeat a run up to an instant, and opens a terminal there; how that goes is told by {@link state}. Whatever was
   * gone to before ends.
   *
   * @returns the terminal; undefined: it did not come to that
   */
  async go(course: Course, instant: Instant): Promise<Beside | undefined> {
    this.end();
    const { signal } = (this.#work = new AbortController());
    const asked = { course, time: instant.time };
    let tries = 0;
    const tell = (): void => {
      if (!signal.aborted) this.state.value = { kind: 'going', ...asked, tries };
    };
    tell();
    try {
      const arrival = await this.#goInto(course, instant, signal, () => {
        tries++;
        tell();
      });
      signal.addEventListener('abort', () => void arrival[Symbol.asyncDispose]());
      if (signal.aborted) await arrival[Symbol.asyncDispose]();
      signal.throwIfAborted();
      if (arrival.processes.length === 0) throw new IpclabError('usage', nobodyThere(instant.recording));
      await arrival.machine.attend();
      signal.throwIfAborted();
      const beside = this.#open(arrival, arrivalLines(arrival, instant.recording), () => {
        if (!signal.aborted) this.end();
      });
      signal.addEventListener('abort', () => beside.close());
      this.state.value = { kind: 'there', ...asked };
      return beside;
    } catch (error) {
      if (signal.aborted) return undefined;
      this.end();
      this.state.value = { kind: 'failed', ...asked, sentence: asIpclabError(error).message };
      return undefined;
    }
  }

  /** Ends what was gone to, or is on its way: its machine, and its terminal. */
  end(): void {
    this.#work.abort();
    this.state.value = { kind: 'none' };
  }
}
