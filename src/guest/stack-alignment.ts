// Where C asks for variables of functions to be aligned: tcc gives them the alignment of its stack, and says nothing.
import { codeOf } from '#util/c-text.js';

export interface Place {
  readonly name: string;
  readonly line: number;
}

/** A declaration, or what else ends in a semicolon. */
interface Statement {
  readonly words: string[];
  /** Line of its first word. */
  line: number;
  /** Something with more alignment is in it: a specifier, a member, a type. */
  isAligned: boolean;
  /** Where each parenthesis is that is open. */
  readonly open: number[];
  /** The word before the parenthesis that was closed last. */
  callee: string;
  /** Where the words after the members of a type begin. */
  membersEnd: number;
}

type Kind = 'file' | 'block' | 'members' | 'value';

interface Scope {
  readonly kind: Kind;
  readonly statement: Statement;
}

const SPECIFIERS = new Set(['alignas', '_Alignas', 'aligned', '__aligned__']);
const ATTRIBUTES = new Set(['__attribute__', '__attribute', ...SPECIFIERS]);
const TYPES = new Set(['struct', 'union', 'enum']);
const NOT_ON_STACK = new Set(['static', 'extern', 'typedef', '_Thread_local', '__thread']);
const CONTROL = new Set(['if', 'for', 'while', 'switch']);
const WORD = /^[A-Za-z_]\w*$/;
/** Types that a machine of 32 bits aligns to four bytes at most. */
const SMALL = /^(char|short|int|long|float|signed|unsigned|_Bool|bool|void|\*)$/;

/**
 * Variables on the stack for which more alignment is asked, by `alignas`, by an attribute, or by their type.
 *
 * @param sources text of the program's files by their name
 * @param most alignment that needs no word, in bytes
 */
export function alignedOnStack(sources: Readonly<Record<string, string>>, most: number): Place[] {
  const texts = Object.entries(sources).map(([name, text]) => ({ name, code: codeOf(text) }));
  const known: Known = { macros: new Set(), types: new Set() };
  const codes = texts.map(({ name, code }) => ({ name, code: withoutDirectives(code, known) }));
  const look = (): Place[] =>
    codes.flatMap(({ name, code }) => new Reader(known, most).read(code).map((line) => ({ name, line })));
  const places = look();
  // Headers come after what includes them.
  return known.types.size === 0 ? places : look();
}

/** Names that ask for more alignment. */
interface Known {
  readonly macros: Set<string>;
  /** As they are written: `name`, `struct name`. */
  readonly types: Set<string>;
}

function withoutDirectives(code: string, { macros }: Known): string {
  return code.replace(/^[ \t]*#(?:[^\n\\]|\\.|\\\n)*/gm, (directive) => {
    const [, macro] = /^[ \t]*#[ \t]*define[ \t]+(\w+)/.exec(directive) ?? [];
    if (macro !== undefined && /\b(?:alignas|_Alignas|aligned|__aligned__)\b/.test(directive)) macros.add(macro);
    return directive.replace(/[^\n]+/g, '');
  });
}

class Reader {
  readonly #known: Known;
  readonly #most: number;
  readonly #scopes: Scope[] = [{ kind: 'file', statement: emptyStatement() }];
  readonly #lines: number[] = [];

  constructor(known: Known, most: number) {
    this.#known = known;
    this.#most = most;
  }

  read(code: string): number[] {
    let line = 1;
    for (const [word] of code.matchAll(/\n|\w+|[^\s\w]/g)) {
      if (word === '\n') line++;
      else this.#take(word, line);
    }
    return this.#lines;
  }

  get #scope(): Scope {
    const scope = this.#scopes.at(-1);
    if (!scope) throw new RangeError('no scope is open');
    return scope;
  }

  #take(word: string, line: number): void {
    const { kind, statement } = this.#scope;
    if (word === '{') this.#scopes.push({ kind: braceKind(kind, statement), statement: emptyStatement() });
    else if (word === '}') this.#close();
    else if (kind === 'value') return;
    else if (word === ';' && statement.open.length === 0) this.#end();
    else this.#add(statement, word, line);
  }

  #add(statement: Statement, word: string, line: number): void {
    const { words, open } = statement;
    const last = words.at(-1) ?? '';
    if (words.length === 0) statement.line = line;
    if (word === '(') open.push(words.length);
    if (word === ')') {
      const at = open.pop() ?? 0;
      statement.callee = words[at - 1] ?? '';
      if (SPECIFIERS.has(statement.callee) && this.#isMore(words.slice(at + 1, at + 8))) statement.isAligned = true;
    }
    // Without a number it is the largest alignment of the machine.
    const isBare = /^(__)?aligned(__)?$/.test(last) && word !== '(';
    // A pointer to such a type is no more aligned than others.
    const type = TYPES.has(words.at(-2) ?? '') ? `${words.at(-2) ?? ''} ${last}` : last;
    const isOfType = WORD.test(word) && this.#known.types.has(type);
    if (isBare || isOfType || this.#known.macros.has(word)) statement.isAligned = true;
    words.push(word);
  }

  /** @param argument of a specifier */
  #isMore(argument: readonly string[]): boolean {
    const [word = '', ...rest] = argument;
    if (rest.length === 0 && /^\d+$/.test(word)) return Number(word) > this.#most;
    return !argument.every((each) => SMALL.test(each));
  }

  #close(): void {
    if (this.#scopes.length === 1) return;
    const { kind, statement: inner } = this.#scope;
    this.#scopes.pop();
    const { statement } = this.#scope;
    if (kind === 'members') {
      statement.isAligned ||= inner.isAligned;
      statement.membersEnd = statement.words.length;
    } else if (kind === 'block' && statement.open.length === 0) this.#renew();
  }

  #end(): void {
    const { kind, statement } = this.#scope;
    const { words, isAligned, membersEnd, line } = statement;
    if (isAligned) {
      const declared = words.slice(membersEnd).filter((word) => WORD.test(word) && !ATTRIBUTES.has(word));
      const tag = words[membersEnd - 1] ?? '';
      const type = words.find((word) => TYPES.has(word));
      if (type !== undefined && WORD.test(tag) && tag !== type) this.#known.types.add(`${type} ${tag}`);
      if (words.includes('typedef')) this.#known.types.add(declared.at(-1) ?? '');
      else if (kind === 'block' && declared.length > 0 && !words.some((word) => NOT_ON_STACK.has(word)))
        this.#lines.push(line);
    }
    this.#renew();
  }

  /** Begins the next statement; members of a type keep whether one of them was aligned. */
  #renew(): void {
    const { kind, statement } = this.#scope;
    this.#scopes.pop();
    const isAligned = kind === 'members' && statement.isAligned;
    this.#scopes.push({ kind, statement: { ...emptyStatement(), isAligned } });
  }
}

function emptyStatement(): Statement {
  return { words: [], line: 0, isAligned: false, open: [], callee: '', membersEnd: 0 };
}

/** What a brace begins after these words. */
function braceKind(outer: Kind, { words, open, callee }: Statement): Kind {
  const last = words.at(-1);
  if (outer === 'value' || last === '=' || last === ',') return 'value';
  if (last === undefined || last === '(' || last === ':' || last === 'else' || last === 'do') return 'block';
  const isType = words.some((word) => TYPES.has(word));
  if (last !== ')') return isType ? 'members' : 'block';
  if (isType && ATTRIBUTES.has(callee)) return 'members';
  if (outer === 'file' && open.length === 0) return 'block';
  return CONTROL.has(callee) ? 'block' : 'value';
}
