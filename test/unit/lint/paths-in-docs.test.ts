// What the documentation names is where it says.
import assert from 'node:assert/strict';
import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { PACKAGE_ROOT } from '#node/paths.js';

/** Below these folders; in front of the name stands no path of something else. */
const PATH = /(?<![\w/.~-])(?:src|test|images|web|lint|labs)\/[\w./-]*\w(?![\w*])/g;

/** Made by a build, or to be written by a reader: `images/NAME/`. */
const NOT_STORED = /^(?:web|images)\/out\b|^web\/pictures\b|\b[A-Z]{4,}\b(?!\.md)/;

const chapters = (await readdir(join(PACKAGE_ROOT, 'docs'))).filter((name) => name.endsWith('.md'));

for (const chapter of ['README.md', 'CONTRIBUTING.md', ...chapters.map((name) => `docs/${name}`)])
  test(`each path in ${chapter} is there`, async () => {
    const text = await readFile(join(PACKAGE_ROOT, chapter), 'utf8');
    const missing: string[] = [];
    for (const [path] of text.matchAll(PATH)) {
      if (NOT_STORED.test(path)) continue;
      await access(join(PACKAGE_ROOT, path)).catch(() => missing.push(path));
    }
    assert.deepEqual(missing, [], 'name the place where it is now');
  });
