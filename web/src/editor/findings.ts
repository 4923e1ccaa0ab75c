// The compiler's messages as marks of the editor.
import type { Diagnostic as Mark } from '@codemirror/lint';
import type { Text } from '@codemirror/state';
import type { Diagnostic } from '../session/state.js';

const SEVERITY = { error: 'error', warning: 'warning', note: 'info' } as const;

/** Marks for one file; a line that is not there any more is the last one. */
export function marksOf(findings: readonly Diagnostic[], file: string, text: Text): Mark[] {
  return findings
    .flatMap(({ file: of, line, column, severity, text: message }): Mark[] => {
      if (of !== file || line === undefined) return [];
      const found = text.line(Math.min(Math.max(line, 1), text.lines));
      const blank = /^\s*/.exec(found.text)?.[0].length ?? 0;
      // Without a column all of the line's own text is meant.
      const from = column === undefined ? found.from + blank : Math.min(found.from + column - 1, found.to);
      return [{ from, to: found.to, severity: SEVERITY[severity], message, source: 'compiler' }];
    })
    .sort((a, b) => a.from - b.from);
}
