// One visit of a student, as a learning platform counts it: from LMSInitialize to LMSFinish.
import type { ScormApi } from './scorm-api.js';

export interface Report {
  /** Per cent; undefined: there is nothing that has points. */
  readonly score: number | undefined;
  readonly done: boolean;
  /** What the next visit gets, at most 4096 characters. */
  readonly kept: string;
}

/** What a platform says of somebody who is through, and nobody takes back. */
const OVER = ['passed', 'completed', 'failed'];

export class Attempt {
  readonly #api: ScormApi;
  readonly #began = performance.now();
  /** Empty where the platform does not say. */
  readonly student: { readonly id: string; readonly name: string };
  /** What the visit before left. */
  readonly kept: string;
  /** Whether the platform takes reports: not when somebody only looks at what was. */
  readonly open: boolean;
  #over: boolean;

  private constructor(api: ScormApi) {
    this.#api = api;
    const said = (element: string): string => api.LMSGetValue(element);
    this.student = { id: said('cmi.core.student_id'), name: inOrder(said('cmi.core.student_name')) };
    this.kept = said('cmi.suspend_data');
    this.open = !['browse', 'review'].includes(said('cmi.core.lesson_mode'));
    this.#over = OVER.includes(said('cmi.core.lesson_status'));
  }

  /** @returns undefined when the platform does not begin */
  static begin(api: ScormApi): Attempt | undefined {
    return api.LMSInitialize('') === 'true' ? new Attempt(api) : undefined;
  }

  /** @returns number of the platform's error; undefined: it took everything */
  tell({ score, done, kept }: Report): string | undefined {
    if (!this.open) return undefined;
    const values: Record<string, string> = { 'cmi.suspend_data': kept };
    if (score !== undefined) {
      Object.assign(values, { 'cmi.core.score.min': '0', 'cmi.core.score.max': '100' });
      values['cmi.core.score.raw'] = String(score);
    }
    if (!this.#over) values['cmi.core.lesson_status'] = done ? 'completed' : 'incomplete';
    this.#over ||= done;
    return this.#all([...Object.entries(values).map(([name, value]) => this.#set(name, value)), this.#commit]);
  }

  /** The last thing that is said; the next visit goes on with what was kept. */
  end(): void {
    if (this.open) {
      const seconds = (performance.now() - this.#began) / 1000;
      this.#all([this.#set('cmi.core.session_time', timespan(seconds)), this.#set('cmi.core.exit', 'suspend')]);
    }
    this.#api.LMSFinish('');
  }

  readonly #commit = (): string => this.#api.LMSCommit('');

  #set(element: string, value: string): () => string {
    return () => this.#api.LMSSetValue(element, value);
  }

  /** Does all of them, whatever the platform says of one. @returns its first error */
  #all(calls: readonly (() => string)[]): string | undefined {
    const errors = calls.map((call) => (call() === 'true' ? undefined : this.#api.LMSGetLastError()));
    return errors.find((error) => error !== undefined);
  }
}

/** `Lovelace, Ada`, as the standard has it, as people write it. */
function inOrder(name: string): string {
  const [last = '', first, ...more] = name.split(',').map((part) => part.trim());
  return first === undefined || more.length > 0 ? name : `${first} ${last}`;
}

/** As `CMITimespan` is written: `HHHH:MM:SS.SS`. */
export function timespan(seconds: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}
