import { findingWords } from '#facts/sanitizer/words.js';
import type { Finding, Frame, SanitizerReport } from '#facts/sanitizer/finding.js';
import { markup, preformatted, type Markup } from './markup.js';

/** What sanitizers found in a run, each with the calls that led there. */
export function findingsOf({ findings }: SanitizerReport): Markup[] {
  return findings.map(
    (finding) =>
      markup`<details>
        <summary>${findingWords(finding)}</summary>
        ${stacksOf(finding).map(
          ({ what, stack }) =>
            markup`<p class="note">${what}:</p>
              ${preformatted(stack.map(frameWords))}`,
        )}
      </details>`,
  );
}

function stacksOf({ type, stack, others }: Finding): Finding['others'] {
  const what = type === 'leak' ? 'allocated' : 'where it happened';
  return [{ what, stack }, ...others].filter((one) => one.stack.length > 0);
}

/** `#1 fill main.c:12` as a debugger writes it. */
function frameWords({ function: name, file, line }: Frame, index: number): string {
  const place = file === null ? '' : ` ${file}${line === null ? '' : `:${line}`}`;
  return `#${index} ${name === '' ? '??' : name}${place}`;
}
