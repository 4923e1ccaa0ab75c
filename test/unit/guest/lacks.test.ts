import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLacking, lackingNotes, type Lacks } from '#guest/lacks.js';

const LACKS: Lacks = {
  instead: 'gcc',
  features: [
    { what: '_Atomic', source: '\\b_Atomic\\b' },
    { what: 'nested functions', message: 'cannot use local functions' },
  ],
};

const notes = (sources: Record<string, string>, messages = ''): string => lackingNotes(LACKS, 'tcc', messages, sources);

test('a word that the compiler does not know is named once, with its first place and the way out', () => {
  const sources = { 'a.c': 'int a;\n', 'b.h': '\n/* \n */ static _Atomic int n;\n_Atomic int m;\n' };
  assert.equal(notes(sources), 'b.h:3: note: tcc has no _Atomic; compile with gcc: --image gcc\n');
});

test('what the compiler says can tell it, too', () => {
  const note = 'tcc: note: tcc has no nested functions; compile with gcc: --image gcc\n';
  assert.equal(notes({ 'a.c': '' }, 'a.c:3: error: cannot use local functions\n'), note);
});

test('comments, strings and characters are no use of it', () => {
  const texts = [
    '// _Atomic\n/* _Atomic */ /* "\n_Atomic */',
    'char *s = "_Atomic \\" _Atomic"; char c = \'"\'; char *t = "_Atomic";',
    '/* _Atomic without an end',
    '" _Atomic\nint is_Atomic_;',
  ];
  for (const text of texts) assert.equal(notes({ 'a.c': text }), '', text);
  assert.match(notes({ 'a.c': '"no end\n_Atomic int n;' }), /^a\.c:2: /);
});

test('a text that is made to be slow is not', { timeout: 20_000 }, () => {
  const size = 256 * 1024;
  for (const part of ['/*', '"', "'", '//', '\\', '/* */', '"\\"', '_Atomi']) {
    assert.equal(notes({ 'a.c': part.repeat(size / part.length) }), '');
  }
});

test('a note is found again among what the compiler said, and nothing else is taken for one', () => {
  const said = notes({ 'a.c': '_Atomic int n;' });
  assert.ok(isLacking(LACKS, `a.c:1: error: ';' expected\n${said}`));
  assert.ok(!isLacking(LACKS, "a.c:1: error: ';' expected\n"));
  assert.ok(!isLacking({ ...LACKS, instead: 'another' }, said));
});
