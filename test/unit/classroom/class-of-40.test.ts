// A class of 40 in each form in which classes come: graded, the lab changed, graded again, overridden, exported, imported.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { expectationWith } from '#checks/expectation.js';
import { PLAIN } from '#checks/leaves.js';
import { changedPoints } from '#classroom/changes.js';
import { Classroom } from '#classroom/classroom.js';
import type { ClassPlan } from '#classroom/grade-class.js';
import { readOverrides, withOverrides } from '#classroom/overrides.js';
import { readRoster } from '#classroom/roster.js';
import { assemble } from '#lab/assemble.js';
import type { CheckPlan } from '#lab/job.js';
import type { ClassResult } from '#lab/result.js';
import { handInName } from '#kit/hand-in.js';
import { NO_GROUND, type Ground } from '#reports/ground.js';
import { writeReport, type ReportKind } from '#reports/reports.js';
import { tarGzip, zipOf } from '../../support/classroom/archives.js';
import { gradescopeExport } from '../../support/classroom/gradescope.js';
import { importCanvas, importGradescope, importMoodle, importTable } from '../../support/classroom/imports.js';
import { classPlan, FakeHost, outcome } from '../../support/classroom/results.js';
import { Folder, type Tree } from '../../support/classroom/take.js';
import { canvasText, moodleText } from '../../support/gradebooks.js';
import { runPlan, taskPlan } from '../../support/task-plan.js';

interface Person {
  readonly id: string;
  readonly first: string;
  readonly last: string;
  readonly name: string;
  readonly source: string;
}

const FIRST = ['Ada', 'Jörg', 'Zoë', 'Élodie', 'Ben', 'Søren', 'Ünal', 'María'];
const LAST = ['Lovelace', 'Müller', 'de la Cruz', 'Weiß', "O'Brien"];
const PEOPLE = Array.from({ length: 40 }, (_, index): Person => {
  const [first = '', last = ''] = [FIRST[index % FIRST.length], LAST[index % LAST.length]];
  const source = `${index % 2 === 0 ? 'good' : 'bad'} ${index}`;
  return { id: `${100_000 + index}`, first, last, name: `${first} ${last}`, source };
});
/** The last one has handed in nothing. */
const PRESENT = PEOPLE.slice(0, -1);
const ABSENT = PEOPLE.slice(-1);
const OVERRIDDEN = PEOPLE[7];

const AT = '2026-11-20T10:00:00Z';
const number = (person: Person): number => PEOPLE.indexOf(person);

/** One file for each student, under the name that a form gives it. */
function files(nameOf: (person: Person) => string, contentOf = (person: Person): string => person.source): Tree {
  return Object.fromEntries(PRESENT.map((person) => [nameOf(person), contentOf(person)]));
}

function prefixed(folder: string, tree: Tree): Tree {
  return Object.fromEntries(Object.entries(tree).map(([name, content]) => [`${folder}/${name}`, content]));
}

const moodle = (person: Person): string => `${person.name}_${1000 + number(person)}_assignsubmission_file`;
const oneWord = ({ first, last }: Person): string => `${last}${first}`.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
const semicolons = PEOPLE.map(({ id, first, last }) => `${id};${last};${first}`).join('\r\n');
const ROSTERS = {
  semicolons: `Matrikelnummer;Nachname;Vorname\r\n${semicolons}\r\n`,
  mark: `\ufeffID number,First name,Surname\n${PEOPLE.map(({ id, first, last }) => `${id},${first},${last}`).join('\n')}\n`,
  windows: Buffer.from(`Matrikelnummer;Nachname;Vorname\r\n${semicolons}\r\n`, 'latin1'),
  moodle: moodleText(PEOPLE),
  canvas: canvasText(
    PEOPLE.map(({ id, first, last }) => ({ id, name: `${last}, ${first}` })),
    'A lab',
  ),
  gradescope: `First Name,Last Name,SID,Email,Role\n${PEOPLE.map(({ id, first, last }) => `${first},${last},${id},${id}@example.org,Student`).join('\n')}\n`,
};

interface Form {
  readonly given: Tree;
  readonly roster: keyof typeof ROSTERS;
  readonly report: ReportKind;
}

/** Points of each student by the id, out of what a report wrote. */
function imported({ report, roster }: Form, written: ReadonlyMap<string, string>): Map<string, number> {
  const [text = ''] = written.values();
  const byPlace = (found: ReadonlyMap<string, number>, first: number): [string, number][] =>
    PEOPLE.flatMap(({ id }, index): [string, number][] => {
      const points = found.get(`${first + index}`);
      return points === undefined ? [] : [[id, points / 4]];
    });
  if (report === 'moodle') return new Map(byPlace(importMoodle(text), 1000));
  if (report === 'canvas') return new Map(byPlace(importCanvas(text, 'A lab'), 5000));
  if (report === 'csv') return new Map(importTable(text));
  assert.equal(roster, 'gradescope');
  return new Map(
    [...written].map(([name, json]) => [/gradescope\/(\d+)-/.exec(name)?.[1] ?? '', importGradescope(json)]),
  );
}

const tar = await tarGzip(PRESENT.map((person) => ({ name: `class/${person.id}/count.c`, content: person.source })));
const FORMS: Readonly<Record<string, Form>> = {
  'Moodle’s flat download': {
    given: { 'class.zip': zipOf(files((person) => `${moodle(person)}_count.c`)) },
    ...{ roster: 'moodle', report: 'moodle' },
  },
  'Moodle’s download in folders': {
    given: prefixed(
      'OS-lab-99',
      files((person) => `${moodle(person)}/hw/count.c`),
    ),
    ...{ roster: 'moodle', report: 'moodle' },
  },
  'Canvas’s download': {
    given: { 'submissions.zip': zipOf(files((one) => `${oneWord(one)}_${5000 + number(one)}_77_count.c`)) },
    ...{ roster: 'canvas', report: 'canvas' },
  },
  'Gradescope’s export': {
    given: {
      'export.zip': zipOf(
        gradescopeExport(
          PRESENT.map((person) => ({
            number: number(person),
            submitters: [{ name: person.name, sid: person.id, email: `${person.id}@example.org` }],
            at: AT,
            files: { 'count.c': person.source },
          })),
        ),
      ),
    },
    ...{ roster: 'gradescope', report: 'gradescope' },
  },
  'a folder of folders, with a roster of semicolons': {
    given: prefixed(
      'class',
      files(({ first, last, id }) => `${last} ${first} ${id}/count.c`),
    ),
    ...{ roster: 'semicolons', report: 'csv' },
  },
  'a tar.gz, with a roster under Windows': { given: { 'class.tar.gz': tar }, roster: 'windows', report: 'csv' },
  'hand-in files of a kit, with a byte order mark': {
    given: prefixed(
      'class',
      files(
        ({ id }) => handInName('lab', id),
        ({ id, name, source }) => JSON.stringify({ format: 1, student: { id, name }, files: { 'count.c': source } }),
      ),
    ),
    ...{ roster: 'mark', report: 'csv' },
  },
};

const CHECK: CheckPlan = {
  ...{ name: 'counts', title: 'It counts', points: 1, hidden: false, needs: [], award: 'all' },
  rationale: undefined,
  help: undefined,
  looks: [{ run: 'run', expect: expectationWith(PLAIN).parse({ end: { exit: 0 } }) }],
};

function planOf(points: number): ClassPlan {
  const { image, ...plan } = classPlan({ lab: `lab ${points}` });
  const count = taskPlan([runPlan([{ command: ['count'] }])], { checks: [{ ...CHECK, points }] });
  const lab = { ...plan.lab, tasks: [{ ...count, files: [{ name: 'count.c', optional: false }] }] };
  return {
    ...plan,
    ...{ lab, image, seed: 0 },
    assemble: (submission, came, graded) => assemble({ submission, lab, image, outcome: came, graded }),
  };
}

interface Graded {
  readonly result: ClassResult;
  readonly ran: readonly string[];
  readonly changed: readonly string[];
  readonly ground: Ground;
}

async function grade(folder: Folder, plan: ClassPlan, form: Form): Promise<Graded> {
  const out = join(folder.path, 'grades');
  const top = Object.keys(form.given)[0]?.split('/')[0] ?? '';
  const { students: roster, gradebook } = await readRoster(join(folder.path, 'roster.csv'));
  const host = new FakeHost(async (source) => outcome(source, source.startsWith('good') ? 'passed' : 'failed'));
  await using classroom = await Classroom.open(out);
  const { submissions, absent, warnings } = await classroom.gather(plan, {
    ...{ paths: [join(folder.path, top)], roster, layout: 'auto' },
    onIgnored: (path) => assert.fail(path),
  });
  assert.deepEqual(warnings, []);
  const options = { host, jobs: 4, onProgress: () => undefined };
  const graded = await classroom.grade(plan, submissions, options);
  const results = withOverrides(graded, await readOverrides(out, plan.lab));
  const { name, title, digest } = plan.lab;
  return {
    result: { lab: { name, title, digest }, results, absent },
    ran: host.sources,
    changed: changedPoints(classroom.known.records, graded),
    ground: { ...NO_GROUND, gradebook },
  };
}

for (const [what, form] of Object.entries(FORMS)) {
  test(`${what}: each student once, nobody runs twice, decisions stay, and the platform takes the points back`, async () => {
    using folder = new Folder({ ...form.given, 'roster.csv': ROSTERS[form.roster] });
    const first = await grade(folder, planOf(1), form);
    assert.deepEqual(
      first.result.results.map(({ submission }) => submission.student.id).sort(),
      PRESENT.map(({ id }) => id),
    );
    assert.deepEqual(
      first.result.results.flatMap(({ submission }) => submission.notes),
      [],
    );
    assert.deepEqual(
      first.result.absent.map(({ id }) => id),
      ABSENT.map(({ id }) => id),
    );
    assert.equal(first.ran.length, PRESENT.length);

    folder.write({
      'grades/overrides.csv': `submission,check,points,comment,by,at\n${OVERRIDDEN?.id ?? ''},,2.5,"close",J. Doe,2026-11-26\n`,
    });
    const again = await grade(folder, planOf(3), form);
    assert.deepEqual(again.ran, [], 'other points run nothing');
    assert.equal(again.changed.length, PRESENT.length);
    const wanted = PRESENT.map((person): [string, number] => [
      person.id,
      person === OVERRIDDEN ? 2.5 : person.source.startsWith('good') ? 3 : 0,
    ]);
    const points = imported(form, writeReport(form.report, again.result, again.ground));
    assert.deepEqual([...points].sort(), wanted);
  });
}
