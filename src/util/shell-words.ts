// Words as the shell of POSIX takes a command apart (2.2 Quoting), and nothing else of a shell: no variables, patterns, redirections.

/** What one word is made of: quoted text, text with what a backslash protects, and everything else that is no space. */
const PART =
  /'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\[^])*)"|\\(?<escaped>[^])|(?<plain>[^\s'"\\]+)|(?<odd>['"\\])/gu;

/**
 * The words of several texts, in their order: `-x c` is two, `-DNAME="a b"` is one.
 *
 * @returns undefined: a quotation has no end
 */
export function wordsOf(texts: readonly string[]): string[] | undefined {
  const words: string[] = [];
  for (const text of texts) {
    let end = -1;
    for (const { 0: whole, index, groups = {} } of text.matchAll(PART)) {
      if (groups['odd'] !== undefined) return undefined;
      const double = groups['double']?.replace(/\\([$`"\\\n])/g, '$1');
      const part = groups['single'] ?? double ?? groups['escaped'] ?? groups['plain'] ?? '';
      if (index === end) words.push((words.pop() ?? '') + part);
      else words.push(part);
      end = index + whole.length;
    }
  }
  return words;
}
