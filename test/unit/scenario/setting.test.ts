import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExecTarget } from '#guest/container.js';
import { guestSetting, putFiles } from '#scenario/setting.js';
import { decodeText, encodeText } from '#util/bytes.js';
import { COMPILER } from '../../support/compiler.js';

const notAsked = (): never => {
  throw new Error('only files are put');
};

test('files come into the folder of the example, as the student’s own', async () => {
  const puts: unknown[] = [];
  const target: ExecTarget = {
    exec: notAsked,
    get: notAsked,
    put: async (spec, content) => {
      puts.push([spec, decodeText(content)]);
    },
  };
  const setting = guestSetting(COMPILER, 'pipes');
  await putFiles(target, setting, { 'a.c': encodeText('A'), 'sub/b.h': encodeText('B') }, 0o600);
  assert.deepEqual(puts, [
    [{ path: '/home/student/pipes/a.c', owner: 'student', mode: 0o600 }, 'A'],
    [{ path: '/home/student/pipes/sub/b.h', owner: 'student', mode: 0o600 }, 'B'],
  ]);
});
