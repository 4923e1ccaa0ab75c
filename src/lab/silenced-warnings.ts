// A source can tell its compiler not to warn; a check that counts warnings would then hold for whoever hides them.
// What is read here is a student's: each step is linear in it.
import type { Files } from '#scenario/setting.js';
import { decodeText } from '#util/bytes.js';

/** Comments, and texts, in which a directive is none. Each matches, ended or not, so that nothing is read twice. */
const NO_CODE = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|"(?:\\[^\n]|[^"\\\n])*\\?"?|'(?:\\[^\n]|[^'\\\n])*\\?'?/g;

/**
 * gcc: diagnostics that are ignored, and what makes the rest of a file a header of the system's; tcc: options of the command
 * line. `_Pragma` can be put together by macros, so that what it says is not asked.
 */
const SILENCER =
  /^ ?# ?(?:pragma (?:(?:GCC |clang )?(?:diagnostic ignored|system_header)|comment)\b|(?:line )?\d+ ?""[\d ]*\b3\b)|\b_Pragma\b/;

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

function linesOf(source: string): number[] {
  const spelled = source.replaceAll('\r\n', '\n').replaceAll('??/', '\\').replaceAll('??=', '#').replaceAll('%:', '#');
  const code = joined(spelled).replaceAll(NO_CODE, (text) =>
    text.startsWith('/') ? ` ${'\n'.repeat(text.split('\n').length - 1)}` : '""',
  );
  return code
    .split('\n')
    .flatMap((line, index) => (SILENCER.test(line.replaceAll(/\s+/g, ' ')) ? [index + 1] : []))
    .slice(0, MOST_LINES);
}

/** With lines that go on behind a backslash in one, and empty ones in the place of the others. */
function joined(source: string): string {
  const lines: string[] = [];
  let begun = '';
  let pieces = 0;
  for (const line of source.split('\n')) {
    const plain = line.trimEnd();
    if (plain.endsWith('\\')) {
      begun += plain.slice(0, -1);
      pieces++;
      continue;
    }
    lines.push(begun + line + '\n'.repeat(pieces));
    begun = '';
    pieces = 0;
  }
  return lines.join('\n') + begun;
}
