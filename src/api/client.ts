// A client of the server's own API, for Node and for browsers.
import type * as z from 'zod';
import type { ResultReport } from '#reports/json.js';
import { within } from '#util/deadline.js';
import { hasCode, IpclabError } from '#util/error.js';
import { parseAs, readAs } from '#util/parse-as.js';
import { grading, labs, problem, type GradeRequest, type Grading, type LabDescription } from './schema.js';

export interface GradingClientOptions {
  /** As the server's keeper gave it out. */
  readonly key?: string | undefined;
  /** Default: that of this runtime. */
  readonly fetch?: typeof fetch | undefined;
}

/** Seconds that the server is asked to hold a request open. */
const WAIT = 25;

/** Seconds until a server that is busy is asked again, unless it says when. */
const PAUSE = 5;

/** How often work is sent again to a server that does not know it any more, since it was started again. */
const MOST_SENT = 3;

/** For messages. */
const WORK = 'grading';

interface Answer {
  readonly status: number;
  readonly text: string;
  /** ms until it may be asked again. */
  readonly pause: number;
}

export class GradingClient {
  readonly #address: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #fetch: typeof fetch;

  /** @param address of `ipclab serve --api`, such as `http://127.0.0.1:8000` */
  constructor(address: string | URL, { key, fetch: given = fetch }: GradingClientOptions = {}) {
    this.#address = String(address).replace(/\/?$/, '/');
    this.#headers = key === undefined ? {} : { 'x-api-key': key };
    // As a function of its own: a browser's must not be called as a method of anything else.
    this.#fetch = (input, init) => given(input, init);
  }

  /** @throws IpclabError as {@link grade} */
  async labs(signal?: AbortSignal): Promise<LabDescription[]> {
    return this.#valueOf(labs, await this.#ask('GET', 'labs', { signal }));
  }

  /**
   * Grades a submission, and waits for its result, however busy the server is.
   *
   * @param signal ends the waiting, and the grading where it is not done
   * @returns what `ipclab grade` would find; its `status` is `error` when the machines failed
   * @throws IpclabError `usage` with the server's sentence when it refuses, or nobody answers; `machine-lost` when the server
   *   failed; `aborted` by the signal
   */
  async grade(request: GradeRequest, signal?: AbortSignal): Promise<ResultReport> {
    for (let sent = 1; ; sent++) {
      const { id } = await this.#send(request, signal);
      const came = await this.#await(id, signal);
      if (came) return came;
      if (sent === MOST_SENT)
        throw new IpclabError(
          'machine-lost',
          `${this.#address} has lost the work ${sent} times; look after the server`,
        );
    }
  }

  async #send(request: GradeRequest, signal: AbortSignal | undefined): Promise<Grading> {
    for (;;) {
      const answer = await this.#ask('POST', 'grade', { body: JSON.stringify(request), signal });
      if (answer.status !== 503) return this.#valueOf(grading, answer);
      await within(new Promise((resolve) => setTimeout(resolve, answer.pause)), WORK, { signal });
    }
  }

  /** @returns undefined: the server does not know it (any more) */
  async #await(id: string, signal: AbortSignal | undefined): Promise<ResultReport | undefined> {
    const place = `grade/${encodeURIComponent(id)}`;
    try {
      for (;;) {
        const answer = await this.#ask('GET', `${place}?wait=${WAIT}`, { signal });
        if (answer.status === 404) return undefined;
        const found = this.#valueOf(grading, answer);
        if (found.state === 'failed') throw new IpclabError('machine-lost', `${this.#address}: ${found.reason}`);
        if (found.state === 'done') return found.result;
      }
    } finally {
      // Nobody asks for it any more; where nobody answers, it is forgotten by itself.
      await this.#ask('DELETE', place, {}).catch(() => undefined);
    }
  }

  async #ask(
    method: string,
    path: string,
    { body, signal }: { readonly body?: string; readonly signal?: AbortSignal | undefined },
  ): Promise<Answer> {
    const json = body === undefined ? {} : { body, headers: { ...this.#headers, 'content-type': 'application/json' } };
    const init = { method, headers: this.#headers, ...json, ...(signal ? { signal } : {}) };
    try {
      const response = await within(this.#fetch(new URL(path, this.#address), init), WORK, { signal });
      const seconds = Number(response.headers.get('retry-after') ?? PAUSE);
      return { status: response.status, text: await response.text(), pause: 1000 * seconds };
    } catch (error) {
      if (hasCode(error, 'aborted')) throw error;
      throw new IpclabError(
        'usage',
        `${this.#address}: nobody answers; give the address of ipclab serve --api`,
        {},
        { cause: error },
      );
    }
  }

  #valueOf<T>(schema: z.ZodType<T>, { status, text }: Answer): T {
    if (status >= 200 && status < 300)
      return parseAs(schema, text, { where: this.#address, cure: 'it is no server of this version of ipclab' });
    const reading = readAs(problem, text);
    const why = 'value' in reading ? reading.value.error : `status ${status}`;
    throw new IpclabError(status >= 500 ? 'machine-lost' : 'usage', `${this.#address}: ${why}`);
  }
}
