// What can be told of a C file without a compiler: what it includes, which names are written in it, whether it has a main.

export interface Include {
  readonly name: string;
  /** By `"…"`, which looks beside the file first. */
  readonly quoted: boolean;
}

/** Comments, and what looks like one in a literal. */
const TOKEN = /\/\*|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?/gs;

export function includesOf(text: string): Include[] {
  const lines = text.matchAll(/^[ \t]*#[ \t]*include[ \t]*(?:"([^"\n]+)"|<([^>\n]+)>)/gm);
  return [...lines].map(([, quoted, angled]) => ({ name: quoted ?? angled ?? '', quoted: quoted !== undefined }));
}

/** The string literals without an escape, once each. */
export function literalsOf(text: string): string[] {
  const literals = tokensOf(text).filter((token) => /^"[^"\\]+"$/.test(token));
  return [...new Set(literals.map((literal) => literal.slice(1, -1)))];
}

/** Whether it seems to define a function `main`, which macros and conditions may hide or pretend: only its object tells. */
export function seemsProgram(text: string): boolean {
  return /\bmain\s*\([^;{})]*\)\s*(?:\{|[A-Za-z_][^;{}()]*;[^{}()]*\{)/.test(codeOf(text));
}

/** Files that it seems to execute: words of its literals with a slash, and what stands first in a call of exec(3). */
export function programsNamedIn(text: string): string[] {
  const words = literalsOf(text).flatMap((literal) => literal.split(/[\s;&|<>()`'"]+/));
  const executed = [...text.matchAll(/\bexec(?:le?|ve?)\s*\(\s*"([^"\\\n]+)"/g)].map(([, name]) => name ?? '');
  return [...new Set([...words.filter((word) => word.includes('/')), ...executed])];
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  eachToken(text, (token) => tokens.push(token));
  return tokens;
}

/** The same lines without comments, strings and characters. Takes time in proportion to the text, whatever the text. */
export function codeOf(text: string): string {
  let code = '';
  let last = 0;
  eachToken(text, (token, from, to) => {
    code += `${text.slice(last, from)} ${token.replace(/[^\n]+/g, '')}`;
    last = to;
  });
  return code + text.slice(last);
}

function eachToken(text: string, visit: (token: string, from: number, to: number) => void): void {
  const token = new RegExp(TOKEN);
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const end = found[0] === '/*' ? endOfComment(text, token.lastIndex) : token.lastIndex;
    visit(text.slice(found.index, end), found.index, end);
    token.lastIndex = end;
  }
}

function endOfComment(text: string, from: number): number {
  const end = text.indexOf('*/', from);
  return end < 0 ? text.length : end + 2;
}
