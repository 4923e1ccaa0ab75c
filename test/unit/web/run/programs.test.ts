import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExample } from '#examples/parse-example.js';
import { neededPrograms } from '../../../../web/src/run/needed.js';
import { runnableOf, type Runnable } from '../../../../web/src/run/programs.js';

const MAIN = 'int main(void) { return 0; }\n';
const own = (files: Record<string, string>): Runnable =>
  runnableOf({ name: 'mine', files: new Map(Object.entries(files)) });

test('a file with a main is a program, and one without belongs to it', () => {
  const { choices, programs } = own({ 'main.c': MAIN, 'list.c': 'int f(void) { return 1; }\n', 'list.h': '' });
  assert.deepEqual(
    choices.map(({ name }) => name),
    ['main'],
  );
  assert.deepEqual(programs['main']?.sources, ['main.c', 'list.c']);
});

test('two files with a main are two programs to choose from', () => {
  const { choices, programs } = own({ 'server.c': `int\nmain (int argc, char **argv)\n{}\n`, 'client.c': MAIN });
  assert.deepEqual(
    choices.map(({ name }) => name),
    ['server', 'client'],
  );
  assert.deepEqual(programs['server']?.sources, ['server.c']);
});

test('programs in folders are called as their files are, with what lies around them and elsewhere', () => {
  const { programs } = own({
    'server/server.c': MAIN,
    'server/list.c': '',
    'client/main.c': MAIN,
    'lib/net.c': '',
    'common.c': '',
    'client/x/main.c': MAIN,
  });
  assert.deepEqual(
    Object.entries(programs).map(([name, { sources }]) => [name, sources?.slice(1)]),
    [
      ['server/server', ['server/list.c', 'lib/net.c', 'common.c']],
      ['client-main', ['lib/net.c', 'common.c']],
      ['client-x-main', ['lib/net.c', 'common.c']],
    ],
  );
});

test('a main in a comment or in a name is none', () => {
  assert.deepEqual(
    own({ 'a.c': '// int main(void)\n/*\nint main() {}\n*/\nint domain(void);\n', 'b.c': '' }).choices,
    [],
  );
});

test('a program that another one executes is compiled with it, and one that it executes', () => {
  const { choices } = own({
    'boss.c': `${MAIN}void f(void) { execl("./worker", "worker", (char *)0); }`,
    'worker.c': `${MAIN}char *s = "./helper 1";`,
    'helper.c': MAIN,
    'other.c': `${MAIN}/* ./boss */ char *s = "boss";`,
  });
  assert.deepEqual(
    choices.map(({ programs }) => programs),
    [['boss', 'worker', 'helper'], ['worker', 'helper'], ['helper'], ['other']],
  );
});

test('a single file is compiled even without a main, so that the linker says what is missing', () => {
  assert.equal(own({ 'a.c': 'int f;\n' }).choices.length, 1);
  assert.equal(own({ 'notes.txt': 'main()' }).choices.length, 0);
});

const example = parseExample(
  JSON.stringify({
    title: 't',
    shows: 's',
    programs: { ping: {}, pong: {} },
    runs: [
      { name: 'direct', shows: 's', parties: [{ command: ['ping'], end: { exit: 0 } }] },
      { name: 'script', shows: 's', parties: [{ command: ['/bin/sh', 'go.sh'], end: { exit: 0 } }] },
      { name: 'shell', shows: 's', parties: [{ command: ['/bin/sh', '-c', 'exec ./pong'], end: { exit: 0 } }] },
      { name: 'neither', shows: 's', parties: [{ command: ['/bin/ls', 'ping.c'], end: { exit: 0 } }] },
    ],
  }),
  'example.json',
);

test("an example's runs come first, and a student's own program in it after them", () => {
  const files = new Map([
    ['ping.c', MAIN],
    ['pong.c', MAIN],
    ['mine.c', MAIN],
  ]);
  const { choices } = runnableOf({ name: 'a/b', files, example });
  assert.deepEqual(
    choices.map(({ name }) => name),
    ['direct', 'script', 'shell', 'neither', 'mine'],
  );
});

test('only what a run calls is compiled, by itself or by a script; everything when that is not to be seen', () => {
  const files = new Map([['go.sh', './ping | ./pong\n']]);
  const { choices } = runnableOf({ name: 'a/b', files, example });
  const needed = choices.map((choice) => neededPrograms(choice, { files }).join());
  assert.deepEqual(needed, ['ping', 'ping,pong', 'pong', 'ping,pong']);
});
