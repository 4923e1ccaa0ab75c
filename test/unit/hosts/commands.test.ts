import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BuiltProgram } from '#guest/build.js';
import { commandsOf } from '#hosts/worker/commands.js';

const built = (name: string, isCompanion = false): BuiltProgram => {
  const main = `${name}.c`;
  return { name, path: name, main, sources: [main], isCompanion };
};

function commands(names: string[], words: string[], texts: Record<string, string> = {}): string[] {
  const programs = [...names.map((name) => built(name)), built('companion', true)];
  const made = commandsOf(programs, words, (source) => texts[source] ?? '');
  return made.map(({ argv }) => argv.join(' '));
}

test('a program on its own takes all words, whatever they look like', () => {
  assert.deepEqual(commands(['program'], ['./program', '--', 'companion']), ['./program ./program -- companion']);
});

test('of several, words say which are started with what', () => {
  const words = ['./client', '5', '--', 'server', '-x'];
  assert.deepEqual(commands(['server', 'client'], words), ['./client 5', './server -x']);
  assert.deepEqual(commands(['server', 'client'], []), ['./server', './client']);
});

test('a program that another one executes is left to it', () => {
  const texts = { 'boss.c': 'execl("./worker", "w", NULL);' };
  assert.deepEqual(commands(['worker', 'boss'], ['9'], texts), ['./boss 9']);
  assert.deepEqual(commands(['worker', 'boss'], ['./worker', '9'], texts), ['./worker 9']);
});

test('words for nobody are one sentence', () => {
  const refused = (words: string[], message: RegExp): void => {
    assert.throws(() => commands(['a', 'b'], words), { code: 'usage', message });
  };
  refused(['5'], /^5: which program is that for\? .* write -- \.\/a … -- \.\/b …$/);
  refused(['./a', '--', './c'], /^\.\/c: is none of the programs; after -- comes one of \.\/a, \.\/b$/);
});
