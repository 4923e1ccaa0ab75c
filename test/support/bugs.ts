// Small programs of ours, each with a bug that people write, and mended when MENDED is defined.
import { join } from 'node:path';
import { PACKAGE_ROOT } from '#node/paths.js';

export const BUGS = join(PACKAGE_ROOT, 'test/bugs');
