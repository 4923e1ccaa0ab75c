// Whoever adds a kind of check adds its file, its test and its line of the registry.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { KINDS } from '#checks/expect/registry.js';
import { PLAIN } from '#checks/leaves.js';
import { TEXT_KINDS } from '#checks/text/registry.js';
import { PACKAGE_ROOT } from '#node/paths.js';

const registries = { text: TEXT_KINDS, expect: KINDS } as const;

for (const [folder, kinds] of Object.entries(registries)) {
  describe(`the kinds of checks in ${folder}/`, () => {
    it('are all in the registry, a file each', async () => {
      const files = (await readdir(join(PACKAGE_ROOT, 'src/checks', folder))).filter((name) => name !== 'registry.ts');
      const exported = await Promise.all(
        files.map(async (file) => {
          const path = join(PACKAGE_ROOT, 'dist/src/checks', folder, file.replace(/\.ts$/, '.js'));
          const module = (await import(pathToFileURL(path).href)) as Readonly<Record<string, unknown>>;
          const own = kinds.filter((kind) => Object.values(module).includes(kind));
          assert.equal(own.length, 1, `${file} exports one kind that is in the registry`);
          return own[0];
        }),
      );
      assert.equal(new Set(exported).size, kinds.length);
    });

    it('have a test each', async () => {
      const [files, tests] = await Promise.all(
        ['src/checks', 'test/unit/checks'].map((root) => readdir(join(PACKAGE_ROOT, root, folder))),
      );
      const wanted = files?.filter((name) => name !== 'registry.ts').map((name) => name.replace('.ts', '.test.ts'));
      assert.deepEqual(tests?.sort(), wanted?.sort());
    });

    it('have names of their own, say what they ask, and can be written as a JSON Schema', () => {
      assert.equal(new Set(kinds.map(({ name }) => name)).size, kinds.length);
      for (const kind of kinds) {
        const { name, help, usage } = kind;
        assert.match(help, /^[A-Z].*\.$/, name);
        assert.ok(usage.length > 0, name);
        assert.doesNotThrow(() => z.toJSONSchema(kind.schema(PLAIN), { io: 'input' }), name);
      }
    });
  });
}
