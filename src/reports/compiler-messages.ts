/** What a compiler said about a place. */
export interface CompilerMessage {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number | undefined;
  readonly severity: 'error' | 'warning';
  readonly text: string;
}

/** `file:line: error: text` of tcc, `file:line:column: warning: text` of gcc; other lines (contexts, notes, totals) are left. */
export function compilerMessages(output: string): CompilerMessage[] {
  return output.split('\n').flatMap((line) => {
    const { file, row, column, severity, text } = MESSAGE.exec(line)?.groups ?? {};
    if (file === undefined || text === undefined) return [];
    return [
      {
        file,
        line: Number(row),
        column: column === undefined ? undefined : Number(column),
        severity: severity === 'warning' ? 'warning' : 'error',
        text,
      },
    ];
  });
}

const MESSAGE =
  /^(?<file>[^:]+):(?<row>\d{1,9}):(?:(?<column>\d{1,9}):)? (?:fatal )?(?<severity>error|warning): (?<text>.*)$/;
