// Where two outcomes of the same request part.
import { endWords } from '#facts/explain/end.js';
import { explainAll } from '#facts/explain/explain.js';
import { canonicalJson } from '#util/canonical-json.js';
import type { RunOutcome, StreamRecord } from './record.js';

type Status = RunOutcome['compile']['status'];

/** @returns undefined when they are identical, else the first difference in a sentence */
export function firstDifference(before: RunOutcome, now: RunOutcome): string | undefined {
  return (
    differentFrames(before, now) ??
    differentJobs(before, now) ??
    different('bytes that came out of the guest', before.received.size, now.received.size) ??
    different('the checksum of what came out of the guest', before.received.checksum, now.received.checksum) ??
    different('instructions in all', before.instructions, now.instructions) ??
    different('ms of guest time', before.elapsed, now.elapsed)
  );
}

function differentFrames(before: RunOutcome, now: RunOutcome): string | undefined {
  const count = Math.max(before.sent.length, now.sent.length);
  for (let index = 0; index < count; index++) {
    const [was, is] = [before.sent[index], now.sent[index]];
    const at = Math.min(was?.[0] ?? Infinity, is?.[0] ?? Infinity);
    if (!was || !is) return `at instruction ${at} the guest is given a frame ${was ? 'no more' : 'that was not there'}`;
    if (was[0] !== is[0])
      return `at instruction ${at} the guest is given frame ${index + 1}, which was at ${was[0]} and is at ${is[0]}`;
    if (was[1] !== is[1] || was[2] !== is[2])
      return `at instruction ${at} the guest is given another frame ${index + 1} (${is[1]} bytes)`;
  }
  return undefined;
}

function differentJobs(before: RunOutcome, now: RunOutcome): string | undefined {
  for (const job of ['compile', 'run'] as const) {
    const [was, is] = [before[job], now[job]];
    if (!was && !is) continue;
    if (!was || !is) return `the program ${is ? 'compiles, and did not' : 'does not compile, and did'}`;
    for (const name of ['stdout', 'stderr'] as const) {
      const problem = differentStream(was[name], is[name]);
      if (problem) return `${job}: ${name} ${problem}`;
    }
    const problem = differentStatus(was.status, is.status);
    if (problem) return `${job}: ${problem}`;
  }
  return undefined;
}

function differentStatus(was: Status, is: Status): string | undefined {
  const [endWas, endIs] = [endWords(was), endWords(is)];
  if (endWas !== endIs) return `it ${endWas} then, and it ${endIs} now`;
  const [seenWas, seenIs] = [explainAll([was.evidence]).join('; '), explainAll([is.evidence]).join('; ')];
  if (seenWas !== seenIs) return `the kernel showed: ${seenWas || 'nothing'}; now: ${seenIs || 'nothing'}`;
  // Records hold fields in the order of their format.
  return canonicalJson(was) === canonicalJson(is)
    ? undefined
    : 'its times, its usage or what was seen differ in numbers';
}

function differentStream(was: StreamRecord, is: StreamRecord): string | undefined {
  if (was.sha256 === is.sha256) return undefined;
  const [a, b] = [atob(was.head), atob(is.head)];
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const place = at < a.length || at < b.length ? `from byte ${at} on` : `somewhere after byte ${at}`;
  return `differs ${place} (${was.size} bytes then, ${is.size} now)`;
}

function different(what: string, was: number, is: number): string | undefined {
  return was === is ? undefined : `${what}: ${was} then, ${is} now`;
}
