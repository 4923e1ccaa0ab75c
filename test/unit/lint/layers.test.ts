import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, it } from 'node:test';
import { PACKAGE_ROOT } from '#node/paths.js';
import { readLayers } from '../../support/layers.js';

const { layerFault } = (await import(pathToFileURL(join(PACKAGE_ROOT, 'lint/layers.js')).href)) as {
  layerFault: (file: string, specifier: string) => string | undefined;
};
const layers = await readLayers();
const names = Object.keys(layers);
const fileOf = (name: string): string => (name === 'web' ? 'web/src/page.ts' : `src/${name}/file.ts`);

describe('the order of the layers', () => {
  it('lets through each arrow of the table, and no other', () => {
    for (const from of names)
      for (const to of names.filter((name) => name !== from && name !== 'web')) {
        const fault = layerFault(fileOf(from), `#${to}/other.js`);
        if (layers[from]?.imports.includes(to)) assert.equal(fault, undefined, `${from} → ${to}`);
        else assert.match(fault ?? '', new RegExp(`^${from} may not import ${to};`));
      }
  });

  it('sees an arrow that is written as a relative path', () => {
    assert.match(layerFault('src/util/error.ts', '../lab/judge.js') ?? '', /^util may not import lab;/);
    assert.match(layerFault('src/lab/html/page.ts', '../../util/error.js') ?? '', /by its name: #util\/error\.js$/);
  });

  it('wants relative paths within a layer', () => {
    assert.equal(layerFault('src/hosts/node/launch.ts', './image.js'), undefined);
    assert.match(layerFault('src/util/bytes.ts', '#util/error.js') ?? '', /relative path/);
  });

  it('knows no folder that the table does not name', () => {
    assert.match(layerFault('src/novel/file.ts', '#util/error.js') ?? '', /add novel to src\/layers\.json$/);
  });

  it('has no arrow that nobody goes', async () => {
    const used = new Set<string>();
    for (const [from, folder] of names.map((name) => [name, dirname(fileOf(name))] as const))
      for (const file of await readdir(join(PACKAGE_ROOT, folder), { recursive: true })) {
        if (!/\.tsx?$/.test(file)) continue;
        const text = await readFile(join(PACKAGE_ROOT, folder, file), 'utf8');
        for (const [, target = ''] of text.matchAll(/(?:from |import\()'#([^']+)'/g))
          used.add(`${from} → ${names.find((name) => target.startsWith(`${name}/`)) ?? target}`);
      }
    const arrows = names.flatMap((from) => (layers[from]?.imports ?? []).map((to) => `${from} → ${to}`));
    assert.deepEqual(
      arrows.filter((arrow) => !used.has(arrow)),
      [],
    );
  });

  it('has no cycle', () => {
    const below = (name: string, seen: readonly string[]): void => {
      assert.ok(!seen.includes(name), [...seen, name].join(' → '));
      for (const next of layers[name]?.imports ?? []) below(next, [...seen, name]);
    };
    for (const name of names) below(name, []);
  });

  it('compiles each layer in the project that its platform names', async () => {
    for (const [platform, project] of [
      ['core', 'src/tsconfig.core.json'],
      ['node', 'src/tsconfig.node.json'],
    ] as const) {
      const { include } = JSON.parse(await readFile(join(PACKAGE_ROOT, project), 'utf8')) as { include: string[] };
      const expected = names.filter((name) => layers[name]?.platform === platform);
      assert.deepEqual(include.filter((name) => !name.endsWith('.ts')).sort(), expected.sort());
    }
  });
});
