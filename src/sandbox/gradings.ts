// Submissions that are being graded for clients, and results that wait to be fetched.
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type * as z from 'zod';
import type { gradeRequest, Grading } from '#api/schema.js';
import { gradeOne } from '#classroom/grade-one.js';
import { contentsOf } from '#kit/read-hand-in.js';
import { forStudent } from '#reports/for-student.js';
import { toldResult } from '#reports/json.js';
import { decodeText, encodeText } from '#util/bytes.js';
import { asIpclabError, stackOf } from '#util/error.js';
import type { Slots } from '#work/slots.js';
import { ByteCache } from './byte-cache.js';
import { Budget } from './connections.js';
import type { Labs } from './labs.js';

const MIB = 1024 * 1024;

/** Bytes of results that are kept, and of requests that wait or run. */
const RESULTS = 128 * MIB;
const REQUESTS = 256 * MIB;

/** `error`: the machines failed; `failed`: the server did. */
export type GradingEnd = 'done' | 'error' | 'failed' | 'forgotten';

export interface GradingsOptions {
  readonly labs: Pick<Labs, 'open'>;
  /** For machines: those of others who use them, too. */
  readonly slots: Slots;
  /** Told of a fault of ours, with where it happened. */
  readonly onFault: (fault: string) => void;
  readonly onEnd: (result: GradingEnd, seconds: number) => void;
}

interface UnderWay {
  state: 'waiting' | 'running';
  readonly forgotten: AbortController;
  /** Settles when its result is kept, or nobody wants it. */
  readonly ended: Promise<void>;
  /** Who waits for it. */
  watcher: AbortController | undefined;
}

export class Gradings {
  readonly #options: GradingsOptions;
  /** By their owner and id: nobody sees another's. */
  readonly #underWay = new Map<string, UnderWay>();
  readonly #results = new ByteCache(RESULTS);
  readonly #requests = new Budget(REQUESTS);

  constructor(options: GradingsOptions) {
    this.#options = options;
  }

  /**
   * Begins, or waits for a machine.
   *
   * @param size bytes of the request
   * @param owner who may ask for the result
   * @returns its id; undefined: as much waits already as may
   */
  start(request: z.output<typeof gradeRequest>, size: number, owner: string): string | undefined {
    if (this.#options.slots.isFull) return undefined;
    const release = this.#requests.take(size);
    if (!release) return undefined;
    const id = randomUUID();
    const place = placeOf(id, owner);
    const forgotten = new AbortController();
    const one: UnderWay = {
      state: 'waiting',
      forgotten,
      watcher: undefined,
      // Later than this call, so that the entry is there when it begins.
      ended: Promise.resolve().then(() => this.#run(id, place, request, one).finally(release)),
    };
    this.#underWay.set(place, one);
    return id;
  }

  /**
   * How far it is.
   *
   * @param wait seconds to wait for its result
   * @param gone fires when nobody waits for the answer any more
   * @returns undefined: this owner has no such one
   */
  async look(id: string, owner: string, wait = 0, gone?: AbortSignal): Promise<Grading | undefined> {
    const place = placeOf(id, owner);
    const one = this.#underWay.get(place);
    if (one && wait > 0) {
      // One waits at a time: who asks anew is answered, and who asked before learns what there is.
      one.watcher?.abort();
      const over = new AbortController();
      one.watcher = over;
      const signal = AbortSignal.any([over.signal, ...(gone ? [gone] : [])]);
      await Promise.race([one.ended, setTimeout(1000 * wait, undefined, { signal }).catch(() => undefined)]);
      over.abort();
    }
    const result = this.#results.get(place);
    if (result) return JSON.parse(decodeText(result)) as Grading;
    return one && this.#underWay.has(place) ? { id, state: one.state } : undefined;
  }

  /** @returns whether there was one */
  forget(id: string, owner: string): boolean {
    const place = placeOf(id, owner);
    const one = this.#underWay.get(place);
    if (one) giveUp(one);
    return this.#underWay.delete(place) || this.#results.drop(place);
  }

  /** Ends all that are under way. */
  end(): void {
    for (const one of this.#underWay.values()) giveUp(one);
    this.#underWay.clear();
  }

  async #run(id: string, place: string, request: z.output<typeof gradeRequest>, one: UnderWay): Promise<void> {
    const { slots, onFault, onEnd } = this.#options;
    const begin = performance.now();
    let came: Grading;
    let end: GradingEnd = 'failed';
    try {
      came = (await slots.use(async () => {
        one.state = 'running';
        const result = await this.#grade(request, one.forgotten.signal);
        end = result.status === 'error' ? 'error' : 'done';
        return { id, state: 'done' as const, result };
      }, one.forgotten.signal)) ?? { id, state: 'failed', reason: 'as much waits already as may' };
    } catch (error) {
      if (!one.forgotten.signal.aborted) onFault(stackOf(asIpclabError(error)));
      came = { id, state: 'failed', reason: 'the server failed; its keeper has been told' };
    }
    onEnd(one.forgotten.signal.aborted ? 'forgotten' : end, (performance.now() - begin) / 1000);
    if (one.forgotten.signal.aborted) return;
    this.#results.put(place, encodeText(JSON.stringify(came)));
    this.#underWay.delete(place);
  }

  async #grade(
    { lab, files, student, audience }: z.output<typeof gradeRequest>,
    signal: AbortSignal,
  ): Promise<ReturnType<typeof toldResult>> {
    const { plan, host } = await this.#options.labs.open(lab);
    const { id = '', name = id } = student ?? {};
    const submission = { files: contentsOf(files), student: { id, name }, source: 'POST /grade' };
    const result = await gradeOne(plan, submission, host, signal);
    return toldResult(audience === 'student' ? forStudent(result) : result);
  }
}

/** Nobody gets its result; who waits for it learns that now. */
function giveUp({ forgotten, watcher }: UnderWay): void {
  forgotten.abort();
  watcher?.abort();
}

function placeOf(id: string, owner: string): string {
  return JSON.stringify([owner, id]);
}
