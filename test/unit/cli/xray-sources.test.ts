import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeText } from '#util/bytes.js';
import { sourcesOf } from '../../../src/cli/xray/sources.js';

test('the sources beside a picture are those that lines are in, from where the person stands', () => {
  const files = {
    'a/main.c': encodeText('int main(void)'),
    'common.h': encodeText('#define N'),
    'a/data.txt': encodeText('1'),
  };
  const lines = {
    './program': {
      100: { file: 'main.c', line: 1 },
      200: { file: '../common.h', line: 1 },
      300: { file: '/usr/include/stdio.h', line: 9 },
    },
  };
  assert.deepEqual(sourcesOf(lines, { files, directory: 'a' }), {
    'main.c': 'int main(void)',
    '../common.h': '#define N',
  });
  assert.deepEqual(sourcesOf(undefined, { files, directory: 'a' }), {});
});
