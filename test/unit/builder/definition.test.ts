import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { readDefinition } from '#builder/definition.js';
import { COMPILE_LIMITS, CONTAINER_LIMITS } from '#protocol/limits.js';

const parent = await mkdtemp(join(tmpdir(), 'ipclab-definition-'));
after(() => rm(parent, { recursive: true }));

let folder: string;
const write = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);

describe('the definition of an image', () => {
  beforeEach(async () => {
    folder = await mkdtemp(join(parent, 'image-'));
  });

  it('an image that extends another has its compiler, packages and licences, and adds its own', async () => {
    const base = await readDefinition('tcc');
    await write('image.json', '{ "extends": "tcc", "description": "a course" }');
    await write('packages', 'tree: usr/bin/tree # to look around\n');
    await write('licences', 'tree: GPL-2.0-or-later\n');
    const own = await readDefinition(folder);
    assert.deepEqual(own.compiler, base.compiler);
    assert.equal(own.memory, base.memory);
    assert.deepEqual(own.layers.slice(0, -1), base.layers);
    assert.deepEqual(own.layers.at(-1)?.packages, ['tree']);
    assert.deepEqual(own.licences, { ...base.licences, tree: 'GPL-2.0-or-later' });
  });

  it('an image that extends none has the shared root file system, and the usual limits where it says nothing', async () => {
    const compiler = { command: ['c99'], version: ['c99', '-v'], limits: { cpu: 1 }, container: { bytes: 2 } };
    await write('image.json', JSON.stringify({ description: 'a compiler', memory: 2 ** 28, compiler }));
    const { compiler: described, layers } = await readDefinition(folder);
    assert.deepEqual(described, {
      ...compiler,
      libraries: [],
      limits: { ...COMPILE_LIMITS, cpu: 1 },
      container: { ...CONTAINER_LIMITS, bytes: 2 },
    });
    assert.deepEqual(
      layers.map(({ shelf }) => shelf),
      ['rootfs', 'own'],
    );
  });

  it('what is wrong is named with its file and its place', async () => {
    await write('image.json', '{ "description": "" }');
    await assert.rejects(readDefinition(folder), { code: 'usage', message: /image\.json: give memory and compiler/ });
    const limits = { cpu: -1 };
    const compiler = { command: ['cc'], version: ['cc'], limits };
    await write('image.json', JSON.stringify({ extends: 'tcc', description: '', compiler }));
    await assert.rejects(readDefinition(folder), { code: 'usage', message: /image\.json: compiler\.limits\.cpu: / });
    await write('image.json', '{ "extends": "tcc", "description": "" }');
    await write('licences', 'tree: GPL-2.0-or-later\n\n# none\nsl\n');
    await assert.rejects(readDefinition(folder), {
      code: 'usage',
      message: /licences:4: "sl" is not "SOURCE PACKAGE: /,
    });
  });

  it('what is not there is told as that, and what cannot be read with the reason', async () => {
    await assert.rejects(readDefinition(folder), { code: 'usage', message: /^there is no .*image\.json/ });
    await mkdir(join(folder, 'image.json'));
    await assert.rejects(readDefinition(folder), { code: 'usage', message: /image\.json: is a folder/ });
    await rm(join(folder, 'image.json'), { recursive: true });
    await write('image.json', '{ "extends": "tcc", "description": "" }');
    await mkdir(join(folder, 'packages'));
    await assert.rejects(readDefinition(folder), { code: 'usage', message: /packages: is a folder; put a list/ });
  });
});
