// Writes the generated files; `make lint` fails when one is not current.
import { writeFile } from 'node:fs/promises';
import { generatedFiles } from './generated.js';

for (const [path, content] of await generatedFiles()) await writeFile(path, content);
