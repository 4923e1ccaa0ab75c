import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freePath, planPrograms, type ObjectFile } from '#guest/programs.js';

/** @param text `+name` for what it defines, `-name` for what it needs */
function object(source: string, text: string): ObjectFile {
  const symbols = text.split(' ').map((word) => ({
    name: word.slice(1),
    value: 0,
    size: 0,
    kind: 'function' as const,
    isGlobal: true,
    isWeak: false,
    isDefined: word.startsWith('+'),
  }));
  return { source, symbols };
}

const plan = (objects: ObjectFile[], taken: string[] = []): Record<string, string[]> =>
  Object.fromEntries(planPrograms(objects, taken).map(({ path, sources }) => [path, [...sources]]));

test('each main is a program, with the objects that it needs and those that nobody asks for', () => {
  const programs = plan([
    object('server.c', '+main -listen_on -log'),
    object('client.c', '+main -connect_to -log'),
    object('net.c', '+listen_on -bind_all'),
    object('conn.c', '+connect_to'),
    object('bind.c', '+bind_all -printf'),
    object('log.c', '+log'),
    object('hook.c', '+at_start'),
  ]);
  assert.deepEqual(programs, {
    server: ['server.c', 'net.c', 'bind.c', 'log.c', 'hook.c'],
    client: ['client.c', 'conn.c', 'log.c', 'hook.c'],
  });
});

test('of two files that define the same, a program has one', () => {
  const objects = [
    object('a.c', '+main -get'),
    object('b.c', '+main -get'),
    object('x.c', '+get'),
    object('y.c', '+get'),
  ];
  assert.deepEqual(plan(objects.slice(0, 3)), { a: ['a.c', 'x.c'], b: ['b.c', 'x.c'] });
});

test('files that are called alike have their folder in the name, and no program takes the name of a file', () => {
  const objects = [object('a/main.c', '+main'), object('../b/main.c', '+main'), object('c/data.c', '+main')];
  assert.deepEqual(Object.keys(plan(objects, ['data'])), ['a-main', 'b-main', 'data_']);
});

test('a program whose name a folder has lies in that folder, and is called as ever', () => {
  const objects = [object('server/server.c', '+main'), object('client/client.c', '+main')];
  const taken = ['server/server.c', 'client/client.c', 'client/client', 'include/protocol.h'];
  assert.deepEqual(
    planPrograms(objects, taken).map(({ name, path }) => [name, path]),
    [
      ['server', 'server/server'],
      ['client_', 'client/client_'],
    ],
  );
  assert.equal(freePath('program', ['program/program/program.c']), 'program/program/program');
});
