// The compiler's messages, as places in the project's files. tcc and gcc write them alike:
// `file:line: error: text`, with a column in gcc's; `tcc: error: text` for what has no place.
import type { Crash } from '#facts/types.js';
import { partsOf } from '#util/path-parts.js';
import type { Diagnostic } from '../session/state.js';

const MESSAGE =
  /^(?<file>[^\s:][^:]*):(?:(?<line>\d+):(?:(?<column>\d+):)?)? ?(?:fatal )?(?<severity>error|warning|note): (?<text>.*)$/;
const INCLUDED = /^(?:In file included from|\s+from) (?<file>[^:]+):(?<line>\d+)/;

interface SourceLine {
  readonly file: string;
  readonly line: number;
}

/**
 * @param messages what the compiler wrote
 * @param files names of the project's files; a message about another file is put where that one is included
 */
export function parseDiagnostics(messages: string, files: ReadonlySet<string>): Diagnostic[] {
  const found: Diagnostic[] = [];
  let includedFrom: SourceLine | undefined;
  for (const line of messages.split(/\r?\n/)) {
    const include = INCLUDED.exec(line)?.groups;
    if (include) {
      const place = { file: own(include['file'] ?? ''), line: Number(include['line']) };
      if (files.has(place.file)) includedFrom = place;
      continue;
    }
    const message = MESSAGE.exec(line)?.groups;
    if (!message) continue;
    found.push(placed(message, files, includedFrom));
    includedFrom = undefined;
  }
  return found;
}

/** Where a program crashed, as a place in the project's files. */
export function crashFinding({ signal, place }: Crash): Diagnostic[] {
  if (!place) return [];
  const { line, within } = place;
  const text = `the program was ended here by ${signal}${within === null ? '' : `, calling ${within}`}`;
  return [{ file: own(place.file), line, column: undefined, severity: 'error', text }];
}

function placed(
  message: Readonly<Record<string, string | undefined>>,
  files: ReadonlySet<string>,
  includedFrom: SourceLine | undefined,
): Diagnostic {
  const severity = message['severity'] as Diagnostic['severity'];
  const text = message['text'] ?? '';
  const file = own(message['file'] ?? '');
  const line = number(message['line']);
  if (files.has(file)) return { file, line, column: number(message['column']), severity, text };
  // The compiler's own name stands there when there is no file.
  const where = line === undefined ? text : `${file}:${line}: ${text}`;
  return { file: includedFrom?.file, line: includedFrom?.line, column: undefined, severity, text: where };
}

/** A name as the project has it. */
function own(file: string): string {
  return file.startsWith('/') ? file : partsOf(file).join('/');
}

function number(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}
