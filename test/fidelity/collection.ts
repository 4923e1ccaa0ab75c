// The programs of this folder, each with what it prints on an ordinary Linux beside it.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '#node/paths.js';

export const FIDELITY = join(PACKAGE_ROOT, 'test/fidelity');

/** What every program includes. */
export const HEADER = 'must.h';

export interface Program {
  /** TOPIC/NAME; its source is NAME.c, what it prints NAME.out. */
  readonly name: string;
  readonly source: string;
  /** Its standard output on an ordinary Linux; it exits with 0 there. */
  readonly prints: string;
}

export async function readPrograms(): Promise<Program[]> {
  const files = (await readdir(FIDELITY, { recursive: true })).filter((file) => file.endsWith('.c')).sort();
  return Promise.all(
    files.map(async (file) => {
      const name = file.slice(0, -'.c'.length);
      const [source, prints] = await Promise.all([
        readFile(join(FIDELITY, file), 'utf8'),
        readFile(join(FIDELITY, `${name}.out`), 'utf8'),
      ]);
      return { name, source, prints };
    }),
  );
}
