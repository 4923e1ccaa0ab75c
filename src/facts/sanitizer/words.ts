// What the sanitizers found, in words.
import { escapeLine } from '#util/escape.js';
import type { Finding, Frame, SanitizerReport, Unchecked, Watched } from './finding.js';

/** A sentence for each thing that was found or was not looked for, without a full stop and on one line. */
export function reportSentences({ findings, more, unchecked, evasions }: SanitizerReport): string[] {
  return [
    ...findings.map(findingWords),
    ...(more > 0 ? [`and ${more} more findings`] : []),
    ...unchecked.map(uncheckedWords),
    ...evasions,
  ].map(escapeLine);
}

/** `main.c:6: heap-buffer-overflow in fill, of server (4): WRITE of size 4; allocated at main.c:11: p[i] = i;` */
export function findingWords({ type, kind, detail, process, place, source, others }: Finding): string {
  const where = place ? `${place.file}:${place.line}: ` : '';
  const what =
    type === 'leak'
      ? `leak of ${detail}, allocated${inWords(place)}, of ${processWords(process)}`
      : `${kind}${inWords(place)}, of ${processWords(process)}${detail === '' ? '' : `: ${detail}`}`;
  const before = others.flatMap(({ what: done, stack }) => placeWords(done, stack)).join('');
  return `${where}${what}${before}${source === null ? '' : `: ${source}`}`;
}

export function uncheckedWords(unchecked: Unchecked): string {
  const why = unchecked.why === 'error' ? 'that error ended it' : 'it did not end by exit';
  return `leaks were not looked for in ${processWords(unchecked)}: ${why}`;
}

/** `server (4)`, `the child 5 of server (4)` */
function processWords({ program, pid, childOf }: Watched): string {
  return childOf === null ? `${program} (${pid})` : `the child ${pid} of ${program} (${childOf})`;
}

function inWords(place: Finding['place']): string {
  return place === null || place.function === '' ? '' : ` in ${place.function}`;
}

function placeWords(done: string, stack: readonly Frame[]): string[] {
  const own = stack.find(({ file, line }) => file !== null && line !== null);
  return own ? [`; ${done} at ${own.file ?? ''}:${own.line ?? 0}`] : [];
}
