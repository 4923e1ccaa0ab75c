// A terminal's content as plain text.

/** What a terminal's buffer offers; see IBuffer of xterm. */
export interface TextBuffer {
  readonly length: number;
  getLine(index: number): { readonly isWrapped: boolean; translateToString(trimRight: boolean): string } | undefined;
}

/** Every line, from the beginning of the scrollback; lines that the terminal wrapped are whole again. */
export function transcriptOf(buffer: TextBuffer): string {
  const lines: string[] = [];
  for (let index = 0; index < buffer.length; index++) {
    const line = buffer.getLine(index);
    if (!line) continue;
    const continues = buffer.getLine(index + 1)?.isWrapped ?? false;
    // Blanks at the end of a row belong to the text where the row goes on.
    const text = line.translateToString(!continues);
    if (line.isWrapped && lines.length > 0) lines.push((lines.pop() ?? '') + text);
    else lines.push(text);
  }
  while (lines.at(-1) === '') lines.pop();
  return lines.map((line) => `${line}\n`).join('');
}
