// What came of a run under a schedule, and whether that is a failure.
import { leftBehind } from '#facts/left-behind.js';
import { endWords } from '#facts/explain/end.js';
import { explainAll } from '#facts/explain/explain.js';
import type { Facts } from '#facts/types.js';
import type { ExitStatus } from '#protocol/exec-spec.js';
import { decodeText, type Bytes } from '#util/bytes.js';

export interface Observation {
  readonly status: ExitStatus;
  readonly stdout: Bytes;
  readonly stderr: Bytes;
  /** What is there after the program has ended. */
  readonly left: Facts | null;
}

/** How outputs are compared: byte by byte, as lines in any order, or not at all. */
export type OutputRule = 'exact' | 'lines' | 'any';

export type FailureKind = 'assertion' | 'crash' | 'hang' | 'status' | 'output' | 'left-behind' | 'check';

export interface Outcome {
  /** Runs with equal keys came to the same. */
  readonly key: string;
  /** Wrong whatever others came to. */
  readonly wrong: FailureKind | null;
  readonly exit: number | null;
  readonly output: string;
  /** Objects and processes that are still there, in a form that can be compared. */
  readonly remains: string;
  readonly end: string;
  /** What the kernel showed, a sentence each. */
  readonly told: readonly string[];
}

export function outcomeOf({ status, stdout, stderr, left }: Observation, rule: OutputRule): Outcome {
  const text = decodeText(stdout);
  const output = rule === 'exact' ? text : rule === 'lines' ? text.split('\n').sort().join('\n') : '';
  const errors = decodeText(stderr);
  const wrong = wrongOf(status, errors);
  const remains = left
    ? [...leftBehind(left).map(({ kind }) => kind), ...left.processes.map(() => 'process')].sort().join()
    : '';
  const { exit, signal, limit } = status;
  return {
    // What was wrong has interrupted the rest.
    key: JSON.stringify([exit, signal, limit, wrong, ...(wrong === null ? [remains, output] : ['', ''])]),
    wrong,
    exit,
    output: text + errors,
    remains,
    end:
      wrong === 'hang' && limit === 'wall' ? 'hangs: its processes wait, and nothing will wake them' : endWords(status),
    told: explainAll([status.evidence, left]),
  };
}

/** What a program should print that ends with status 0 and leaves nothing behind. */
export function expectedOutcome(text: string, rule: OutputRule): Outcome {
  const output = rule === 'lines' ? text.split('\n').sort().join('\n') : rule === 'any' ? '' : text;
  return {
    key: JSON.stringify([0, null, null, null, '', output]),
    wrong: null,
    exit: 0,
    output: text,
    remains: '',
    end: 'ended with status 0',
    told: [],
  };
}

/**
 * What is wrong with an end whatever was expected.
 *
 * @param errors what it wrote to its standard error
 * @returns null: nothing
 */
export function wrongOf({ exit, signal, limit, killed }: ExitStatus, errors: string): FailureKind | null {
  if (limit === 'wall' || limit === 'cpu') return 'hang';
  if (/Assertion .* failed/.test(errors) || (signal === 'SIGABRT' && errors.includes('ssertion'))) return 'assertion';
  if (signal !== null || limit !== null) return 'crash';
  // Somebody of it waits for ever, though its first process has ended.
  return exit !== null && killed > 0 ? 'hang' : null;
}

/**
 * What kind of failure an outcome is, beside one that is right.
 *
 * @returns null: none
 */
export function failureOf(outcome: Outcome, right: Outcome): FailureKind | null {
  if (outcome.wrong !== null) return outcome.wrong;
  if (outcome.key === right.key) return null;
  if (outcome.exit !== right.exit) return 'status';
  return outcome.remains === right.remains ? 'output' : 'left-behind';
}
