// Why a program does not compile, where its compiler has not all of C: a compiler that does not know a word takes it for
// something else, and what it says then helps nobody. And what it compiles to something else, without a word of its own.
import { codeOf } from '#util/c-text.js';
import { alignedOnStack } from './stack-alignment.js';

export interface Lacks {
  /** Name of the image whose compiler has it. */
  readonly instead: string;
  /** To how many bytes it aligns variables of functions, whatever is asked for. Absent: as is asked for. */
  readonly stackAlignment?: number | undefined;
  readonly features: readonly Feature[];
}

export interface Feature {
  /** As it is called in "tcc has no …". */
  readonly what: string;
  /** Regular expression: where a source uses it, apart from comments and literals. */
  readonly source?: string | undefined;
  /** Regular expression: what the compiler says then. */
  readonly message?: string | undefined;
}

/**
 * A line for each feature that a program needs and its compiler has not, in the form of the compiler's own messages.
 *
 * @param messages what the compiler said
 * @param sources text of the program's files by their name
 */
export function lackingNotes(
  { instead, features }: Lacks,
  compiler: string,
  messages: string,
  sources: Readonly<Record<string, string>>,
): string {
  const code = Object.entries(sources).map(([name, text]) => ({ name, text: codeOf(text) }));
  return features
    .flatMap(({ what, source, message }) => {
      const place = source === undefined ? undefined : firstPlace(code, source);
      const said = message !== undefined && new RegExp(message, 'm').test(messages);
      if (place === undefined && !said) return [];
      return `${place ?? compiler}: note: ${compiler} has no ${what}; ${advice(instead)}\n`;
    })
    .join('');
}

/** A line, in the form of the compiler's own messages, for each variable that it aligns less than the program asks for. */
export function alignmentNotes(
  { instead, stackAlignment }: Lacks,
  compiler: string,
  sources: Readonly<Record<string, string>>,
): string {
  if (stackAlignment === undefined) return '';
  const limit = `${compiler} aligns variables of functions to ${stackAlignment} bytes and no further`;
  return alignedOnStack(sources, stackAlignment)
    .map(({ name, line }) => `${name}:${line}: warning: ${limit}; ${advice(instead)}\n`)
    .join('');
}

/** Whether what was said of a compilation has one of the notes above. */
export function isLacking({ instead }: Lacks, messages: string): boolean {
  return messages.includes(advice(instead));
}

function advice(image: string): string {
  return `compile with ${image}: --image ${image}`;
}

function firstPlace(
  code: readonly { readonly name: string; readonly text: string }[],
  source: string,
): string | undefined {
  for (const { name, text } of code) {
    const at = text.search(new RegExp(source, 'm'));
    if (at >= 0) return `${name}:${text.slice(0, at).split('\n').length}`;
  }
  return undefined;
}
