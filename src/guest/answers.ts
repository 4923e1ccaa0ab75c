// What the guest owes an answer, and until when by its own clock.
import { IpclabError } from '#util/error.js';

/**
 * How long the guest may take for whatever is asked of it, ms of its own clock. Its agent thinks for some ms at most, and
 * comes before every program; a kernel that is about to run out of memory can keep it from its work for seconds.
 */
export const ANSWER_TIME = 30_000;

/** Bytes that go into the guest, or out of it, in a millisecond, at least. */
const RATE = 100;

/** @param bytes of a transfer that come before the answer */
export function answerTime(bytes = 0): number {
  return ANSWER_TIME + bytes / RATE;
}

interface Debt {
  readonly what: string;
  readonly allowance: number;
  readonly due: number;
}

/** However slow the host is, the guest has the same time; a guest that loops or has gone is found out all the same. */
export class Answers {
  readonly #clock: () => number;
  readonly #debts = new Set<Debt>();

  /** @param clock milliseconds of the guest */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /**
   * The guest has to give this answer.
   *
   * @param what in a few words, for the message: "the handshake with the guest"
   * @param allowance ms of the guest
   */
  expect(answer: Promise<unknown>, what: string, allowance: number): void {
    const debt = { what, allowance, due: this.#clock() + allowance };
    this.#debts.add(debt);
    const paid = (): void => void this.#debts.delete(debt);
    answer.then(paid, paid);
  }

  /** @returns the reason to give the guest up, when it owes an answer for too long */
  overdue(): IpclabError | undefined {
    const now = this.#clock();
    for (const { what, allowance, due } of this.#debts) {
      if (now <= due) continue;
      const time = `${Math.round(allowance)} ms of its own time`;
      return new IpclabError('machine-lost', `the guest does not answer: ${what} took longer than ${time}`);
    }
    return undefined;
  }

  /** Nothing of it is owed any more. */
  forget(): void {
    this.#debts.clear();
  }
}
