// Lists of a class as platforms and spreadsheets write them, and whose a submission is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Register } from '#classroom/identify.js';
import { decodeCsv } from '#classroom/csv-rows.js';
import { parseClassList, parseRoster } from '#classroom/roster.js';
import type { Intake } from '#classroom/intake/intake.js';

const ada = { id: '1001', name: 'Ada Lovelace', email: 'ada@example.org' };

for (const [what, text] of [
  ['plain', 'id,name,email\n1001,Ada Lovelace,ada@example.org\n'],
  ['of Windows, with a byte order mark', '\ufeffid,name,email\r\n1001,Ada Lovelace,ada@example.org\r\n'],
  ['of a spreadsheet with semicolons', 'ID;Name;E-Mail\n1001;Ada Lovelace;ada@example.org\n;;\n\n'],
  ['of Moodle', 'First name,Last name,ID number,Email address\nAda,Lovelace,1001,ada@example.org\n'],
  ['of Moodle in German', 'Vorname,Nachname,Matrikelnummer,E-Mail-Adresse\nAda,Lovelace,1001,ada@example.org\n'],
  ['of Moodle in Italian', 'Nome\tCognome\tMatricola\tIndirizzo email\nAda\tLovelace\t1001\tada@example.org\n'],
  ['of Gradescope', 'Name,SID,Email,Role\n"Ada Lovelace",1001,ada@example.org,Student\n'],
  ['that says what separates its cells', 'sep=|\r\nid|name|email\r\n1001|Ada Lovelace|ada@example.org\r\n'],
  ['with commas in its headers', '\n"id, number";"name";"email"\n1001;Ada Lovelace;ada@example.org\n'],
  ['of an old Mac', 'id;name;email\r1001;Ada Lovelace;ada@example.org\r'],
  ['with a name on two lines', 'id,name,email\n1001," Ada\r\n Lovelace",ada@example.org\n'],
] as const) {
  test(`a list ${what} is read`, () => {
    assert.deepEqual(parseRoster(text, 'r.csv'), [ada]);
  });
}

for (const [first, second] of [
  ['\r\n', '\n'],
  ['\n', '\r\n'],
  ['\r', '\r\n'],
] as const) {
  test(`lines that end with ${JSON.stringify(first)} and with ${JSON.stringify(second)} are lines`, () => {
    const students = parseRoster(`id,name${first}1,A${second}2,B${first}3,C`, 'r.csv');
    assert.deepEqual(
      students.map(({ id, name }) => id + name),
      ['1A', '2B', '3C'],
    );
  });
}

for (const name of ['Grade', 'Maximum Grade', 'Feedback comments', 'Full name']) {
  test(`two columns "${name}" in Moodle's sheet are refused: points in either would be chance`, () => {
    const text = `Identifier,Full name,Grade,Maximum Grade,Feedback comments,${name}\nParticipant 7,Ada,,10,,\n`;
    const message = `r.csv: line 1: has several columns "${name}"; keep the one that counts`;
    assert.throws(() => parseClassList(text, 'r.csv'), { code: 'usage', message });
  });
}

for (const [encoding, mark] of [
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
] as const) {
  test(`a list in ${encoding}, as spreadsheets call Unicode, is read`, () => {
    const units = Buffer.from('id\tname\temail\n1001\tAda Lovelace\tada@example.org\n', 'utf16le');
    const bytes = Buffer.from([...mark, ...(encoding === 'utf-16be' ? units.swap16() : units)]);
    assert.deepEqual(parseRoster(decodeCsv(bytes), 'r.csv'), [ada]);
  });
}

test("two of one name in Moodle's sheet, which shows nothing else of them, are told apart by its numbers", () => {
  const rows = ['1,Li Wei', '2,Ada Lovelace', '3,li  wei'].map((row) => `Participant ${row},,10,\n`);
  const text = `Identifier,Full name,Grade,Maximum Grade,Feedback comments\n${rows.join('')}`;
  const { students, gradebook } = parseClassList(text, 'r.csv');
  assert.deepEqual(
    students.map(({ id, name }) => [id, name]),
    [
      ['1', 'Li Wei'],
      ['Ada Lovelace', 'Ada Lovelace'],
      ['3', 'li wei'],
    ],
  );
  assert.deepEqual(
    gradebook?.rows.map(({ student }) => student),
    ['1', 'Ada Lovelace', '3'],
  );
});

test("Moodle's grading sheet says what its downloads call a student", () => {
  const text = 'Identifier,Full name,Email address,Status\nParticipant 1234567,Ada Lovelace,ada@example.org,\n';
  assert.deepEqual(parseRoster(text, 'r.csv'), [
    { id: 'ada@example.org', name: 'Ada Lovelace', email: 'ada@example.org', participant: '1234567' },
  ]);
});

for (const [what, text, message] of [
  ['an empty file', '', /^r\.csv: is empty; its first line names the columns/],
  ['no line of headers', '1001,Ada\n', /^r\.csv: line 1: no column says who a student is; name one id, name or email$/],
  ['a student twice', 'id\n1\n2\n1\n', /^r\.csv: line 4: 1 is in line 2 already; remove one$/],
  ['a student without a name', 'id,name,grade\n1,a,\n,,7\n', /^r\.csv: line 3: the student has neither/],
  [
    'a student twice who looks like one',
    'id\n1\n2\n1\u200b\n',
    /^r\.csv: line 4: 1\u200b is in line 2 already; remove/,
  ],
  [
    'two of one name',
    'name\nLi Wei\nli wei\n',
    /^r\.csv: line 3: li wei is in line 2 already; remove one, or give each/,
  ],
  [
    'one number of two students',
    'Identifier,id\nParticipant 7,1\nParticipant 7,2\n',
    /^r\.csv: line 3: its number, 7, is that of line 2; export the list again$/,
  ],
  ['a column twice', 'id,name,ID\n1,a,2\n', /^r\.csv: line 1: has several columns "id"; keep the one that counts$/],
  ['a list with zeros in it', 'i\0d\0\n1\0', /^r\.csv: is no text; save it as CSV in UTF-8$/],
  [
    'an open quote',
    'id,name\n1,"a\n',
    /^r\.csv: line 2: a quotation mark opens a cell and none closes it; add that, or/,
  ],
  [
    'a quote in a cell',
    'id,name\n1,a "b"\n',
    /^r\.csv: line 2: a quotation mark within a cell; put quotation marks around/,
  ],
  ['a quote behind a cell', 'id,name\n1,"a"b\n', /^r\.csv: line 2: a quotation mark within a cell; put quotation/],
  [
    'a comma without quotes',
    'id,name,email\n1,Lovelace, Ada,ada@example.org\n',
    /^r\.csv: line 2: has 4 cells under a heading of 3; put quotation marks around a cell with commas or semicolons in it, or/,
  ],
  [
    'a comma without quotes before an empty cell',
    'id,name,email\n1,Lovelace, Ada,\n',
    /^r\.csv: line 2: has 4 cells under/,
  ],
  ['a heading alone', 'id,name\n', /^r\.csv: line 1: is a heading without students; export the list again$/],
] as const) {
  test(`${what} is one sentence`, () => {
    assert.throws(() => parseRoster(text, 'r.csv'), { code: 'usage', message });
  });
}

function intake(label: string, more: Partial<Intake> = {}): Intake {
  return { label, platform: undefined, claimed: {}, source: label, files: {}, notes: [], reason: null, ...more };
}

const CLASS = parseRoster(
  `Identifier,id,name,login,email
Participant 7,1001,Ada Lovelace,alove,ada@example.org
Participant 8,1002,José Núñez,jnunez,jose@example.org
Participant 9,1003,Li Wei,liwei,wei@example.org
Participant 10,1004,Li Wei,liwei2,wei2@example.org
Participant 11,1005,Ann Absent,ann,ann@example.org
`,
  'r.csv',
);

test('a submission is recognised by number, id, login, mail, or the words of a name', () => {
  const cases: [Intake, string][] = [
    [intake('x', { platform: { name: 'Wei Li', participant: '10' } }), '1004'],
    [intake('1001'), '1001'],
    [intake('hw1_1003'), '1003'],
    [intake('Nunez, Jose'), '1002'],
    [intake('jose'), '1002'],
    [intake('ALOVE'), '1001'],
    [intake('file', { claimed: { id: '1003', name: 'x' } }), '1003'],
  ];
  for (const [given, id] of cases) {
    const { student, notes } = new Register(CLASS).enter(given);
    assert.deepEqual([student.id, notes], [id, []], given.label);
  }
});

test('whom a name does not tell apart, and who is in no list, is told', () => {
  const register = new Register(CLASS);
  for (const label of ['Li Wei', 'Eve']) {
    assert.deepEqual(register.enter(intake(label)).notes, ['no student of the roster was recognised by its name']);
  }
});

test('nobody is somebody else by saying so', () => {
  const platform = { name: 'Eve Unlisted', participant: '99' };
  const { student } = new Register(CLASS).enter(intake('Eve_99', { platform, claimed: { id: '1001' } }));
  assert.deepEqual(student, { id: 'Eve_99', name: 'Eve Unlisted' });
});

test('what a student typed is one line of text', () => {
  const claimed = { id: ' 4711\n\0', name: 'Eve\ud800\r\nExample\u001b' };
  assert.deepEqual(new Register([]).enter(intake('x', { claimed })).student, { id: '4711', name: 'Eve Example' });
});

test('who handed in nothing is absent, and who did twice is there twice', () => {
  const register = new Register(CLASS);
  const entered = ['1001', '1002', '1003', '1004', 'ada'].map((label) => register.enter(intake(label)));
  assert.deepEqual(register.absent, [{ id: '1005', name: 'Ann Absent', email: 'ann@example.org' }]);
  assert.deepEqual(
    entered.map(({ id }) => id),
    ['1001', '1002', '1003', '1004', '1001-2'],
  );
});

test('the name of a submission is safe as the name of a file, and no other has it', () => {
  const register = new Register([]);
  const long = 'x'.repeat(79);
  const ids = [
    ...['../../etc', 'a/b', 'A/B', '...', `${long}xx`, 'Zoë Ünal_42'],
    ...[`${long}\u{20000}`, `${long}\u{20400}`, `${long}\ud840`, `${long}.c`],
  ].map((label) => register.enter(intake(label)).id);
  assert.deepEqual(ids, [
    ...['etc', 'a-b', 'A-B-2', 'submission', `${long}x`, 'Zoë-Ünal_42'],
    ...[`${long}\u{20000}`, `${long}\u{20400}`, long, `${long}-2`],
  ]);
});

test('a number of one student with the name of another is told, and takes nobody’s place', () => {
  const given = (name: string): Intake => intake('x', { platform: { name, participant: '10' } });
  const odd = new Register(CLASS).enter(given('Eve Example'));
  assert.match(odd.notes.join(), /its number, 10, is that of Li Wei, and its name is Eve Example: look whose it is/);
  assert.equal(odd.claimed, true);
  for (const name of ['Li Wei', 'Wei, Li', 'weili', 'Participant 10', 'Teilnehmer/in 10'])
    assert.deepEqual(new Register(CLASS).enter(given(name)).notes, [], name);
});
