// The hostile programs as somebody would hand them in.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIXTURES } from '../fixtures.js';

const FOLDER = join(FIXTURES, 'hostile');

/** Names of the programs. */
export function hostilePrograms(): string[] {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.c'));
  return names.map((name) => name.slice(0, -2)).sort();
}

/** A program with its headers in it: a lab takes only the files that it asks for. */
export function inOneFile(program: string): string {
  return inlined(`${program}.c`);
}

function inlined(file: string): string {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  return text.replace(/^#include "(\w+\.h)"$/gm, (line, header: string) =>
    existsSync(join(FOLDER, header)) && header !== file ? inlined(header) : line,
  );
}
