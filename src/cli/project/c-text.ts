// What can be told of a C file without a compiler: what it includes, which names are written in it, whether it has a main.

export interface Include {
  readonly name: string;
  /** By `"…"`, which looks beside the file first. */
  readonly quoted: boolean;
}

/** Comments, and what looks like one in a literal. Takes time in proportion to the text, whatever the text. */
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

/** Whether it defines a function `main`, apart from comments and literals. */
export function definesMain(text: string): boolean {
  return /\bmain\s*\([^;{})]*\)\s*(?:\{|[A-Za-z_][^;{}()]*;[^{}()]*\{)/.test(codeOf(text));
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  eachToken(text, (token) => tokens.push(token));
  return tokens;
}

function codeOf(text: string): string {
  let code = '';
  let last = 0;
  eachToken(text, (_, from, to) => {
    code += `${text.slice(last, from)} `;
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
