import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '#node/paths.js';
import { openImage } from '#hosts/node/image.js';
import type { Machine } from '#hosts/worker/machine.js';
import type { RemoteContainer } from '#hosts/worker/remote-container.js';
import { decodeText } from '#util/bytes.js';

export const FIXTURES = join(PACKAGE_ROOT, 'test/fixtures');

const DIRECTORY = '/home/student';

/** Compiles C text in the guest; the program is `DIRECTORY/name`. */
export async function compileText(
  machine: Machine | RemoteContainer,
  name: string,
  source: string | Uint8Array,
): Promise<string> {
  const { manifest } = await openImage();
  const content = new Uint8Array(typeof source === 'string' ? Buffer.from(source) : source);
  await machine.put({ path: `${DIRECTORY}/${name}.c` }, content);
  const { status, stderr } = await machine.compile({
    compiler: manifest.compiler,
    directory: DIRECTORY,
    sources: [`${name}.c`],
    output: name,
  });
  if (status.exit !== 0) throw new Error(decodeText(stderr));
  return `${DIRECTORY}/${name}`;
}

/** Compiles a file of test/fixtures in the guest. */
export async function compileFixture(machine: Machine | RemoteContainer, name: string): Promise<string> {
  return compileText(machine, name, await readFile(join(FIXTURES, `${name}.c`)));
}
