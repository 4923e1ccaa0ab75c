// What the file system refuses, in words.
import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { errnoOf, fileError, ifThere, readBytes, readText } from '#node/file-error.js';
import { IpclabError } from '#util/error.js';
import { Folder } from '../../support/classroom/take.js';

const errno = (code: string): Error => Object.assign(new Error(`${code}: words of Node`), { code, syscall: 'open' });

test('what is read and is not there, or is a folder, or a ring, is named with the cure', async () => {
  using folder = new Folder();
  const at = (name: string): string => join(folder.path, name);
  mkdirSync(at('folder'));
  symlinkSync('ring', at('ring'));
  writeFileSync(at('a.txt'), 'ä');
  for (const [name, reason] of [
    ['none', 'is not there'],
    ['folder', 'is a folder'],
    ['ring', 'is a ring of links'],
    ['a.txt/b', 'cannot be there, because a part of its path is no folder'],
    ['x'.repeat(300), 'is too long a name'],
  ] as const) {
    const message = `${at(name)}: ${reason}; give a text`;
    await assert.rejects(readText(at(name), 'give a text'), { code: 'usage', message });
    await assert.rejects(readBytes(at(name), 'give a text'), { code: 'usage', message });
  }
  assert.equal(await readText(at('a.txt'), ''), 'ä');
  assert.deepEqual(await readBytes(at('a.txt'), ''), Uint8Array.of(0xc3, 0xa4));
});

test('only what has no such path is not there; what else is amiss is told', async () => {
  using folder = new Folder({ 'a.txt': 'a' });
  const look = (name: string): Promise<unknown> => ifThere(stat(join(folder.path, name)), name, 'give another');
  symlinkSync('ring', join(folder.path, 'ring'));
  assert.deepEqual([await look('none'), await look('a.txt/b')], [undefined, undefined]);
  assert.ok(await look('a.txt'));
  await assert.rejects(look('ring'), { code: 'usage', message: 'ring: is a ring of links; give another' });
  await assert.rejects(ifThere(Promise.reject(new TypeError('x')), 'a', ''), { code: 'internal' });
});

test('where the reason says more than the caller knows, the cure is its own', () => {
  for (const [code, sentence] of [
    ['ENOSPC', 'out: has no room on its disk; make room there and start again'],
    ['EACCES', 'out: may not be used by this user; look at its permissions and those of its folder'],
    ['EROFS', 'out: is on a disk that takes no writes; give another'],
    ['EWEIRD', 'out: cannot be used (EWEIRD); give another'],
  ] as const) {
    const error = fileError(errno(code), 'out', 'give another');
    assert.deepEqual([error.code, error.message, error.data], ['usage', sentence, { errno: code }]);
    assert.ok(error.cause instanceof Error);
  }
});

test('what did not come from the file system is not explained by it', () => {
  assert.equal(fileError(new TypeError('x is not a function'), 'out', 'give another').code, 'internal');
  const known = new IpclabError('machine-lost', 'gone');
  assert.equal(fileError(known, 'out', ''), known);
  assert.deepEqual(
    [errnoOf(errno('ENOENT')), errnoOf(new Error('x')), errnoOf(undefined)],
    ['ENOENT', undefined, undefined],
  );
});
