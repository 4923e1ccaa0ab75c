// What AddressSanitizer, LeakSanitizer and UndefinedBehaviorSanitizer print of one process, as findings.
import { parseFrame } from './parse-frame.js';
import type { Finding, Frame } from './finding.js';
import { ownName, type OwnFiles } from './own-name.js';

/** What the text itself tells. */
export type Found = Omit<Finding, 'process' | 'source'>;

interface Draft {
  type: Finding['type'];
  kind: string;
  details: string[];
  place: Finding['place'];
  stack: Frame[];
  others: { what: string; stack: Frame[] }[];
}

const ADDRESS = /^==\d+==ERROR: AddressSanitizer: (.*)$/;
const LEAK = /^(Direct|Indirect) leak of (\d+) byte\(s\) in (\d+) object\(s\) allocated from:$/;
const UNDEFINED = /^(.+?):(\d+):\d+: runtime error: (.*)$/;
const SUMMARY = /^SUMMARY: (?:Address|UndefinedBehavior)Sanitizer: (\S+)(?: |$)/;
const ACCESS = /^((?:READ|WRITE) of size \d+) at /;
const SIGNAL = /^==\d+==The signal is caused by an? (\w+) memory access/;
const REGION = /^(?:Address )?0x[0-9a-f]+ is located (.* region) \[/;
const VARIABLE = /^ +\[\d+, \d+\) '(.*)'(?: \(line \d+\))? <== Memory (access at offset \d+ .* )this variable$/;
const OTHER = /^(?:previously )?(allocated|freed) by thread \S+(?: \(.*\))? here:$/;
const CREATED = /^Thread (\S+) .*created by .* here:$/;
const IN_FRAME = /^Address 0x[0-9a-f]+ is located in stack of thread/;

/** @param own what of it is called by a name of the person's */
export function parseFindings(text: string, own: OwnFiles): Found[] {
  const drafts: Draft[] = [];
  /** Where frames go; undefined: they belong to nothing. */
  let stack: Frame[] | undefined;
  /** Of the finding that is not over yet. */
  let open: Draft | undefined;
  const begin = (type: Draft['type'], kind: string, details: string[], place: Draft['place'] = null): void => {
    open = { type, kind, details, place, stack: [], others: [] };
    drafts.push(open);
    stack = open.stack;
  };
  for (const line of text.split('\n')) {
    const frame = parseFrame(line, own);
    if (frame) {
      stack?.push(frame);
      continue;
    }
    const [, error] = ADDRESS.exec(line) ?? [];
    const [, way, bytes, objects] = LEAK.exec(line) ?? [];
    const [, file, number, what] = UNDEFINED.exec(line) ?? [];
    if (error !== undefined) begin('error', kindOf(error), []);
    else if (way !== undefined) begin('leak', 'leak', [leakWords(way, Number(bytes), Number(objects))]);
    else if (file !== undefined && what !== undefined)
      begin('error', what.split(':')[0]?.trim().replaceAll(' ', '-') ?? '', [what], {
        file: ownName(file, own) ?? file,
        line: Number(number),
        function: '',
      });
    else if (open) stack = continued(line, open, stack);
    if (SUMMARY.test(line)) [open, stack] = [undefined, undefined];
  }
  return drafts.map(finished);
}

/** Takes what a line adds to a finding. @returns where the frames after it go */
function continued(line: string, open: Draft, stack: Frame[] | undefined): Frame[] | undefined {
  const detail = ACCESS.exec(line)?.[1] ?? REGION.exec(line)?.[1];
  const [, access] = SIGNAL.exec(line) ?? [];
  const [, variable, where] = VARIABLE.exec(line) ?? [];
  const [, summary] = SUMMARY.exec(line) ?? [];
  if (detail !== undefined) open.details.push(detail);
  if (access !== undefined) open.details.push(access);
  if (variable !== undefined) open.details.push(`${where ?? ''}the variable ${variable}`);
  if (summary !== undefined && open.type === 'error') open.kind = summary;
  const [, done] = OTHER.exec(line) ?? [];
  const [, thread] = CREATED.exec(line) ?? [];
  // The frame that a variable is of says nothing that the variable does not.
  if (IN_FRAME.test(line)) return undefined;
  if (done === undefined && thread === undefined) return stack;
  const other = { what: done ?? `thread ${thread ?? ''} created`, stack: [] };
  open.others.push(other);
  return other.stack;
}

function finished({ details, place, stack, others, ...draft }: Draft): Found {
  const own = stack.find(({ file, line }) => file !== null && line !== null);
  const innermost = own && { file: own.file ?? '', line: own.line ?? 0, function: own.function };
  return {
    ...draft,
    detail: details.join(', '),
    place: place ? { ...place, function: innermost?.function ?? '' } : (innermost ?? null),
    stack: untilMain(stack),
    others: others.map(({ what, stack: frames }) => ({ what, stack: untilMain(frames) })),
  };
}

/** Who called main is of no interest. */
function untilMain(stack: readonly Frame[]): Frame[] {
  const main = stack.findLastIndex((frame) => frame.function === 'main');
  return main < 0 ? [...stack] : stack.slice(0, main + 1);
}

/** From the headline, which is there before the summary: `attempting double-free on 0x…`, `SEGV on unknown address`. */
function kindOf(headline: string): string {
  return /^(?:attempting )?([A-Za-z-]+)/.exec(headline)?.[1] ?? headline;
}

function leakWords(way: string, bytes: number, objects: number): string {
  const amount = `${bytes} byte${bytes === 1 ? '' : 's'} in ${objects} object${objects === 1 ? '' : 's'}`;
  return way === 'Direct' ? amount : `${amount}, which only lost memory points to`;
}
