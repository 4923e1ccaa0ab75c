import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { readKeys } from '#sandbox/keys.js';

const folder = await mkdtemp(join(tmpdir(), 'ipclab-keys-'));
const file = join(folder, 'keys');

describe('a file of keys', () => {
  after(() => rm(folder, { recursive: true }));

  it('says for each how many runs an hour it is good for', async () => {
    await writeFile(file, '# moodle\r\n0123456789abcdef 60 # of the course\n\nfedcba9876543210\n');
    const keys = await readKeys(file);
    assert.deepEqual(
      ['0123456789abcdef', 'fedcba9876543210', 'nobody', ''].map((key) => keys.runsOf(key)),
      [60, 0, undefined, undefined],
    );
  });

  it('is refused with the line, and without the key', async () => {
    for (const text of ['too-short\n', '# first\nsecret-secret-secret many\n', 'secret-secret-secret 1 2\n']) {
      await writeFile(file, text);
      await assert.rejects(readKeys(file), ({ message }: Error) => {
        assert.match(message, /keys: line \d is no key; write a key of 16 or more letters/);
        assert.doesNotMatch(message, /secret-secret/);
        return true;
      });
    }
    await writeFile(file, '# nobody\n');
    await assert.rejects(readKeys(file), { code: 'usage', message: /keys: has no key; write/ });
    await assert.rejects(readKeys(join(folder, 'none')), {
      code: 'usage',
      message: /none: is not there; give a file with keys/,
    });
  });
});
