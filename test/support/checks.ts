// What checks look at, as short as a test wants to write it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LookedAt, PartyOutcome } from '#checks/observed.js';
import { PLAIN } from '#checks/leaves.js';
import type { TextKind } from '#checks/text-kind.js';
import type { Trace } from '#checks/trace.js';
import { CLEAN_EXIT } from '#protocol/clean-exit.js';
import type { ExitStatus } from '#protocol/exec-spec.js';
import { encodeText } from '#util/bytes.js';

/** What a check says of a text; undefined: it holds. */
export function problemOf<Wanted>(
  kind: TextKind<string, Wanted>,
  wanted: Wanted,
  text: string,
  known: Readonly<Record<string, string>> = {},
): string | undefined {
  const files = Object.fromEntries(Object.entries(known).map(([name, content]) => [name, encodeText(content)]));
  return kind.problem(kind.schema(PLAIN).parse(wanted), { bytes: encodeText(text), text, known: files });
}

export type Row<Wanted> = readonly [wanted: Wanted, text: string, problem?: string];

/** A test for each row; a row without a problem holds. */
export function testRows<Wanted>(kind: TextKind<string, Wanted>, rows: readonly Row<Wanted>[]): void {
  for (const [wanted, text, problem] of rows) {
    const holds = problem === undefined ? 'holds of' : 'does not hold of';
    test(`${kind.name} ${JSON.stringify(wanted)} ${holds} ${JSON.stringify(text).slice(0, 60)}`, () => {
      assert.equal(problemOf(kind, wanted, text), problem);
    });
  }
}

export function statusOf(part: Partial<ExitStatus> = {}): ExitStatus {
  return {
    ...CLEAN_EXIT,
    exit: part.signal === undefined && part.limit === undefined ? 0 : null,
    ...part,
  };
}

export interface ShortParty extends Partial<Omit<PartyOutcome, 'stdout' | 'stderr' | 'status'>> {
  readonly status?: Partial<ExitStatus> | null;
  readonly stdout?: string;
  readonly stderr?: string;
}

export function partyOf({ status = {}, stdout = '', stderr = '', ...part }: ShortParty = {}): PartyOutcome {
  return {
    name: 'a',
    status: status && statusOf(status),
    refused: null,
    problem: undefined,
    ...part,
    stdout: encodeText(stdout),
    stderr: encodeText(stderr),
  };
}

/** A run of one party, which the check is about. */
export function lookedAt(party: ShortParty = {}, part: Partial<LookedAt> = {}): LookedAt {
  const one = partyOf(party);
  return {
    parties: [one],
    party: one,
    looks: new Map(),
    evidence: null,
    files: new Map(),
    traces: new Map(),
    sanitizer: null,
    known: {},
    explored: null,
    ...part,
  };
}

export function traceWith(part: Partial<Trace> = {}): Trace {
  return { calls: new Map(), forks: 0, forkCalls: 0, threadCalls: 0, gap: undefined, ...part };
}
