// `make lint`: each generated file is what its sources make of it.
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { PACKAGE_ROOT } from '#node/paths.js';
import { generatedFiles } from './generated.js';

for (const [path, content] of await generatedFiles()) {
  if ((await readFile(path, 'utf8').catch(() => '')) === content) continue;
  process.stderr.write(
    `${relative(PACKAGE_ROOT, path)} is not what its sources make of it; write it with: make format\n`,
  );
  process.exitCode = 1;
}
