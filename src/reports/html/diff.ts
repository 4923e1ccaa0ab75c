import { structuredPatch } from 'diff';
import type { Difference } from '#lab/result.js';
import { escapeLine, escapeUnseen } from '#util/escape.js';
import { markup, preformatted, type Markup } from './markup.js';

/** Beyond so many changed lines the two texts have nothing in common that is worth the search. */
const MOST_CHANGES = 500;

/** Two texts line by line; what cannot be seen on a changed line is shown as what it is. */
export function diffOf({ where, wanted, seen }: Difference): Markup {
  const patch = structuredPatch('', '', wanted, seen, '', '', { context: 3, maxEditLength: MOST_CHANGES });
  return markup`<figure class="diff">
    <figcaption>
      ${where} <span class="legend"><del>−&nbsp;expected</del> <ins>+&nbsp;seen</ins></span>
    </figcaption>
    ${patch ? preformatted(patch.hunks.flatMap(({ lines }, index) => [...(index > 0 ? [GAP] : []), ...lines.map(line)])) : bothTexts(wanted, seen)}
  </figure>`;
}

const GAP = markup`<span class="gap">…</span>`;

function line(text: string): Markup {
  const rest = text.slice(1);
  switch (text[0]) {
    case '-':
      return markup`<del>− ${visible(rest)}</del>`;
    case '+':
      return markup`<ins>+ ${visible(rest)}</ins>`;
    case '\\':
      return markup`<span class="gap">  (no newline at the end)</span>`;
    default:
      return markup`<span>  ${rest}</span>`;
  }
}

function visible(text: string): string {
  return escapeUnseen(escapeLine(text)).replace(/ +$/, (blanks) => '␣'.repeat(blanks.length));
}

function bothTexts(wanted: string, seen: string): Markup {
  return markup`<p>Expected:</p>
    ${preformatted([wanted])}
    <p>Seen:</p>
    ${preformatted([seen])}`;
}
