// Whoever switches a rule off says why.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { PACKAGE_ROOT } from '#node/paths.js';

const DIRECTIVE = new RegExp(`${['eslint', 'disable'].join('-')}|@ts-(?:expect-error|ignore|nocheck)`);

test('each rule that is switched off in a file has its reason behind --', async () => {
  const bare: string[] = [];
  for (const folder of ['src', 'web/src', 'test', 'lint'])
    for (const name of await readdir(join(PACKAGE_ROOT, folder), { recursive: true })) {
      if (!/\.(?:js|tsx?)$/.test(name)) continue;
      const lines = (await readFile(join(PACKAGE_ROOT, folder, name), 'utf8')).split('\n');
      for (const [index, line] of lines.entries())
        if (DIRECTIVE.test(line) && !/ -- \S/.test(line) && !line.includes('const DIRECTIVE'))
          bare.push(`${folder}/${name}:${index + 1}`);
    }
  assert.deepEqual(bare, [], 'write -- and the reason behind the name of the rule');
});
