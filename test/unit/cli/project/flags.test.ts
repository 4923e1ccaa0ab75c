// The compiler's flags among a command's own options.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { includeFolders, takeFlags } from '#cli/project/flags.js';

test('flags are taken in their order, with a value beside them or in the next word', () => {
  const words = '-I inc -Iother -D X=1 -UY -std=c11 -O2 -g -fno-common -Wall -l m -pthread'.split(' ');
  const { flags, others } = takeFlags(['--wall', '2', ...words, 'a.c', '--', '-DZ', '-o']);
  assert.deepEqual(flags, '-Iinc -Iother -DX=1 -UY -std=c11 -O2 -g -fno-common -Wall -lm -pthread'.split(' '));
  assert.deepEqual(others, ['--wall', '2', 'a.c', '--', '-DZ', '-o']);
  assert.deepEqual(includeFolders(flags), ['inc', 'other']);
});

for (const [words, message] of [
  [['-o', 'x', 'a.c'], '-o: leave it out: the program is run and not kept'],
  [['-c', 'a.c'], '-c: leave it out: the program is linked and run'],
  [['a.c', '-D', '--', 'x'], '-D: needs a value'],
  [['a.c', '-I'], '-I: needs a value'],
] as const) {
  test(`${words.join(' ')} is refused in a sentence`, () => {
    assert.throws(() => takeFlags(words), { code: 'usage', message });
  });
}
