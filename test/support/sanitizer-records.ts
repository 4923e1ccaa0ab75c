// Records as images/gcc/sanitizer/reporter.c writes them.
import { concat, encodeText, type Bytes } from '#util/bytes.js';

/** Of a process that started the program itself, or of a child of the process `first`. */
export function record(kind: string, pid: number, text = '', first = pid, program = 'main'): Bytes {
  const bytes = encodeText(text);
  return concat([encodeText(`!${kind} ${pid} ${first} ${bytes.length} ${program}\n`), bytes]);
}
