import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crashFinding, parseDiagnostics } from '../../../../web/src/run/diagnostics.js';

const FILES = new Set(['t.c', 'list.h', 'sub/u.c']);
const parse = (messages: string): ReturnType<typeof parseDiagnostics> => parseDiagnostics(messages, FILES);

test('errors and warnings of tcc stand on their lines', () => {
  const messages = "t.c:3: error: ';' expected (got \"}\")\nt.c:12: warning: implicit declaration of function 'f'\n";
  assert.deepEqual(parse(messages), [
    { file: 't.c', line: 3, column: undefined, severity: 'error', text: '\';\' expected (got "}")' },
    { file: 't.c', line: 12, column: undefined, severity: 'warning', text: "implicit declaration of function 'f'" },
  ]);
});

test("a column is read where the compiler tells one, and a folder belongs to a file's name", () => {
  assert.deepEqual(parse('./sub/u.c:7:21: fatal error: x.h: No such file\n'), [
    { file: 'sub/u.c', line: 7, column: 21, severity: 'error', text: 'x.h: No such file' },
  ]);
});

test('a header beside the folder of who includes it is the one of the project', () => {
  assert.equal(parse('sub/../list.h:3:1: error: unknown type name\n')[0]?.file, 'list.h');
});

test('what the linker says has no line', () => {
  assert.deepEqual(parse("tcc: error: undefined symbol 'sem_opn'\n"), [
    { file: undefined, line: undefined, column: undefined, severity: 'error', text: "undefined symbol 'sem_opn'" },
  ]);
});

test('an error of a header of the project stands there, one of the system where it is included', () => {
  const messages = [
    'In file included from t.c:1:',
    'list.h:4: error: declaration expected',
    'In file included from t.c:2:',
    'In file included from /usr/include/a.h:9:',
    '/usr/include/b.h:5: error: #error too old',
  ].join('\n');
  assert.deepEqual(
    parse(messages).map(({ file, line, text }) => [file, line, text]),
    [
      ['list.h', 4, 'declaration expected'],
      ['t.c', 2, '/usr/include/b.h:5: #error too old'],
    ],
  );
});

test('lines that are no messages are none', () => {
  assert.deepEqual(parse('\nhello: world\nt.c: In function main:\n   3 | int x\n'), []);
});

test('a crash is a finding in the line where it was', () => {
  const place = { file: './main.c', line: 12, function: 'fill', text: '*p = 1', within: 'strcpy' };
  assert.deepEqual(crashFinding({ pid: 3, name: 'p', signal: 'SIGSEGV', place }), [
    {
      file: 'main.c',
      line: 12,
      column: undefined,
      severity: 'error',
      text: 'the program was ended here by SIGSEGV, calling strcpy',
    },
  ]);
  assert.deepEqual(crashFinding({ pid: 3, name: 'p', signal: 'SIGSEGV', place: null }), []);
});
