// A source can tell its compiler not to warn; a check that counts warnings would then hold for whoever hides them.
// What is read here is a student's: each step is linear in it.
import type { Files } from '#scenario/setting.js';
import { decodeText } from '#util/bytes.js';

/** A whole comment, and blanks with such ones; each matches in one way only. */
const COMMENT = String.raw`/\*(?:[^*]|\*(?!/))*\*/`;
const GAP = String.raw`(?:\s|${COMMENT})*`;
/** A comment that goes on in the next line. */
const OPEN = String.raw`/\*(?:[^*]|\*(?!/))*$`;

/** A hash that can begin a directive: nothing is before it in its line, or the end of a comment. */
const HASH = String.raw`(?:^|\*/)\s*(?:#|%:|\?\?=)`;

/**
 * gcc: diagnostics that are ignored, and what makes the rest of a file a header of the system's; tcc: options of the command
 * line. What a comment over several lines interrupts can be one of these.
 */
const DIRECTIVE = new RegExp(
  [
    `pragma\\b${GAP}(?:(?:GCC|clang)\\b${GAP})?(?:diagnostic\\b${GAP}ignored\\b|system_header\\b|comment\\b)`,
    String.raw`\d+[^"]*"[^]*\b3\b`,
    String.raw`(?:pragma\b(?:[^/]|/(?!\*)|${COMMENT})*)?${OPEN}`,
  ]
    .map((rest) => HASH + GAP + rest)
    .join('|'),
);

/** In a longer line no directive is read, since that could be slow: it counts when it has any but a macro's. */
const LONGEST_LINE = 1000;
const ANY_DIRECTIVE = new RegExp(`${HASH}(?!\\s*define\\b)`);

/** `_Pragma`, whatever it says, since macros can put that together; and the first piece of it, to be pasted to others. */
const OPERATOR = new RegExp(String.raw`\b_P(?:r(?:a(?:g(?:ma?)?)?)?)?\b`);
const UNDERSCORE = new RegExp(String.raw`\b_${GAP}(?:[,)]|##|%:%:|\?\?=\?\?=|$|${OPEN})`);
/** The same in a longer line, in which comments are not read. */
const ANY_UNDERSCORE = /\b_\b/;
const PIECE = /\bP(?:r(?:a(?:g(?:ma?)?)?)?)?\b/;

/** Lines of a file that are told. */
const MOST_LINES = 3;

/** What a compiler would say of each line that keeps it from warning, `FILE:LINE: warning: …` each, by the names of the files. */
export function silencedWarnings(files: Files): string[] {
  return Object.entries(files).flatMap(([name, content]) =>
    linesOf(decodeText(content)).map(
      (line) => `${name}:${line}: warning: this line keeps the compiler from telling its warnings`,
    ),
  );
}

/**
 * Compilers do not agree about where a string, a comment or a line ends, so that nobody but the compiler knows what is in one: a line
 * counts wherever it is, in pieces and as it is, unless all of it is behind two slashes.
 */
function linesOf(source: string): number[] {
  const whole = source.replaceAll(/\r\n?/g, '\n');
  const pasted = PIECE.test(whole);
  const silences = (line: string): boolean => {
    if (/^\s*\/\/(?![^]*\*\/)/.test(line)) return false;
    const [directive, underscore] =
      line.length > LONGEST_LINE ? [ANY_DIRECTIVE, ANY_UNDERSCORE] : [DIRECTIVE, UNDERSCORE];
    return directive.test(line) || OPERATOR.test(line) || (pasted && underscore.test(line));
  };
  const found = [whole, ...SPLICES.map((splice) => joined(whole, splice))].flatMap((text) =>
    text.split('\n').flatMap((line, index) => (silences(line) ? [index + 1] : [])),
  );
  return [...new Set(found)].sort((a, b) => a - b).slice(0, MOST_LINES);
}

/** How a line ends that goes on in the next one: for tcc, for gcc, and for gcc as the standard has it. */
const SPLICES = [/\\$/, /\\[ \t\f\v\0]*$/, /(?:\\|\?\?\/)[ \t\f\v\0]*$/];

/** With lines that go on in one, and empty ones in the place of the others. */
function joined(source: string, splice: RegExp): string {
  const lines: string[] = [];
  let begun = '';
  let pieces = 0;
  for (const line of source.split('\n')) {
    if (splice.test(line)) {
      begun += line.replace(splice, '');
      pieces++;
      continue;
    }
    lines.push(begun + line + '\n'.repeat(pieces));
    begun = '';
    pieces = 0;
  }
  return lines.join('\n') + begun;
}
