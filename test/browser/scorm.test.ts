// A kit inside a learning platform: a package of SCORM 1.2 around which scorm-again is the platform's run-time.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { XMLParser } from 'fast-xml-parser';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'puppeteer-core';
import { LONGEST_PROGRESS } from '#kit/progress-text.js';
import { openPage, type OpenPage } from '../support/chromium.js';
import { ipclab } from '../support/cli.js';
import { LONG_PATIENCE } from '../support/patience.js';
import { makeSecretLab } from '../support/secret-lab.js';
import { Student } from '../support/student.js';

const folder = await mkdtemp(join(tmpdir(), 'ipclab-scorm-'));
after(() => rm(folder, { recursive: true }));
const lab = await makeSecretLab(folder);
const reference = await readFile(join(lab, 'reference/greet.c'), 'utf8');
const runtime = await readFile(createRequire(import.meta.url).resolve('scorm-again/scorm12/min'), 'utf8');

async function build(name: string): Promise<Record<string, Uint8Array>> {
  const out = join(folder, name);
  const words = ['kit', 'build', lab, 'pipes/loopback', '--title', 'Systems & <more>', '--scorm', '--out', out];
  const { status, stderr } = await ipclab(words);
  assert.equal(status, 0, stderr.toString());
  return unzipSync(new Uint8Array(await readFile(join(out, 'kit.zip'))));
}

const files = await build('package');

/** What a platform knows of a student's attempt. */
interface Cmi {
  readonly core: {
    readonly lesson_status: string;
    readonly exit: string;
    readonly session_time: string;
    readonly score: Readonly<Record<'raw' | 'min' | 'max', string>>;
  };
  readonly suspend_data: string;
}

const ADA = { student_id: '7001', student_name: 'Lovelace, Ada' };

/** Opens the package as a platform does: in a frame, with its run-time in the window around it. */
async function openCourse(core: object, suspendData = ''): Promise<OpenPage & { readonly student: Student }> {
  const before = JSON.stringify({ core, suspend_data: suspendData });
  const open = await openPage({
    '/': {
      type: 'text/html',
      content: `<!doctype html><meta charset="utf-8"><title>Course</title>
        <style>html, body, iframe { width: 100%; height: 100%; margin: 0; border: 0 }</style>
        <script src="/runtime.js"></script>
        <script>
          window.API = new Scorm12API({ autocommit: false, logLevel: 5 });
          API.loadFromJSON(${before});
        </script>
        <iframe src="/course/kit.html"></iframe>`,
    },
    '/runtime.js': { type: 'text/javascript', content: runtime },
    '/course/kit.html': { type: 'text/html', content: files['kit.html'] ?? '' },
    '/favicon.ico': { type: 'image/x-icon', content: '' },
  });
  const handle = await open.page.waitForSelector('iframe');
  const frame = await handle?.contentFrame();
  assert.ok(frame);
  const student = new Student(open.page, frame);
  await student.sees(/^Ready$/);
  return { ...open, student };
}

const stateOf = async (page: Page): Promise<Cmi> =>
  JSON.parse((await page.evaluate('JSON.stringify(API.cmi)')) as string) as Cmi;

test('the package says what it is: SCORM 1.2, one SCO, in one file that is there', async () => {
  assert.deepEqual(Object.keys(files).sort(), ['imsmanifest.xml', 'kit.html']);
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false });
  const { manifest } = parser.parse(strFromU8(files['imsmanifest.xml'] ?? new Uint8Array())) as {
    manifest: Record<string, Record<string, unknown>>;
  };
  assert.deepEqual(manifest['metadata'], { schema: 'ADL SCORM', schemaversion: '1.2' });
  const { organization } = manifest['organizations'] as { organization: Record<string, unknown> };
  assert.equal(manifest['organizations']?.['@default'], organization['@identifier']);
  assert.equal(organization['title'], 'Systems & <more>');
  const resource = manifest['resources']?.['resource'] as Record<string, unknown>;
  assert.equal((organization['item'] as Record<string, unknown>)['@identifierref'], resource['@identifier']);
  assert.equal(resource['@type'], 'webcontent');
  assert.equal(resource['@adlcp:scormtype'], 'sco');
  assert.ok(Object.hasOwn(files, String(resource['@href'])));
  assert.deepEqual(resource['file'], { '@href': resource['@href'] });
});

test('a package is the same bytes each time', { timeout: LONG_PATIENCE }, async () => {
  const bytes = async (name: string): Promise<Buffer> => readFile(join(folder, name, 'kit.zip'));
  await build('again');
  assert.ok((await bytes('again')).equals(await bytes('package')));
});

test(
  'a student works, checks and hands in: score and completion are reported, and another computer goes on from there',
  { timeout: LONG_PATIENCE },
  async () => {
    let left: Cmi;
    {
      await using open = await openCourse(ADA);
      const { page, student, errors } = open;
      await student.until('.kit-front', /It is for practice: it is made in your browser.*What counts is the file/);
      await student.until('.platform-note', /Reported: 0 of 100\. Not completed yet\./);
      assert.equal((await stateOf(page)).core.lesson_status, 'incomplete');
      await student.opens('labs/greeting');
      await student.shows(/int main/);
      await student.write(reference);
      await student.press('Check');
      await student.until('.checks', /all \d+ checks that run here passed/);
      await student.until('.platform-note', /Reported: 100 of 100\. Not completed yet\./);
      const checked = await stateOf(page);
      assert.deepEqual(checked.core.score, { ...checked.core.score, raw: '100', min: '0', max: '100' });
      assert.equal(checked.core.lesson_status, 'incomplete', 'a score is practice and completes nothing');
      await student.press('Save the file to hand in');
      await student.until('.hand-in-outcome', /greeting-ada-lovelace\.ipclab\.json was saved/);
      await student.until('.platform-note', /Reported as completed\./);
      left = await stateOf(page);
      assert.equal(left.core.lesson_status, 'completed');
      assert.ok(left.suspend_data.length <= LONGEST_PROGRESS);
      await page.evaluate(`new Promise((done) => {
        API.on('LMSFinish', () => { window.ended = JSON.stringify(API.cmi.core); });
        const frame = document.querySelector('iframe');
        frame.onload = done;
        frame.src = 'about:blank';
      })`);
      const ended = JSON.parse((await page.evaluate('window.ended')) as string) as Cmi['core'];
      assert.equal(ended.exit, 'suspend');
      assert.match(ended.session_time, /^\d{2,4}:\d\d:\d\d/);
      assert.deepEqual(errors, []);
    }
    // Another browser, in which nothing is kept; the student has lost points since, which takes nothing back.
    await using open = await openCourse({ ...ADA, lesson_status: 'completed' }, left.suspend_data);
    const { page, student } = open;
    await student.until('.platform-note', /Reported: 100 of 100\. Reported as completed\./);
    await student.opens('labs/greeting');
    await student.shows(/SECRET-REFERENCE/);
    await student.until('body', /greet\.c was changed on another computer; the editor shows it as it is now/);
    await student.write('int main(void) { return 0; }\n');
    await student.press('Check');
    await student.until('.checks', /\d+ of \d+ checks passed/);
    const after = await stateOf(page);
    assert.equal(after.core.score.raw, '100');
    assert.equal(after.core.lesson_status, 'completed');
  },
);

test(
  'two students of one computer do not see each other’s work, and each finds what was typed last',
  { timeout: LONG_PATIENCE },
  async () => {
    await using open = await openCourse(ADA);
    const { page, student } = open;
    const comes = async (core: object): Promise<void> => {
      await page.evaluate(`new Promise((done) => {
      const frame = document.querySelector('iframe');
      frame.onload = () => {
        const kept = (window.kept ??= {});
        kept[API.cmi.core.student_id] = API.cmi.suspend_data;
        const core = ${JSON.stringify(core)};
        window.API = new Scorm12API({ autocommit: false, logLevel: 5 });
        API.loadFromJSON({ core, suspend_data: kept[core.student_id] ?? '' });
        frame.onload = done;
        frame.src = '/course/kit.html#/labs/greeting';
      };
      frame.src = 'about:blank';
    })`);
      await student.sees(/^Ready$/);
    };
    await student.opens('labs/greeting');
    await student.shows(/int main/);
    await student.write('int adas;\n');
    await student.shows(/int adas/);
    await comes({ student_id: '7002', student_name: 'Babbage, Charles' });
    await student.shows(/int main/);
    const frame = await (await page.waitForSelector('iframe'))?.contentFrame();
    assert.equal(await frame?.evaluate(`document.getElementById('hand-in-name').value`), 'Charles Babbage');
    await comes(ADA);
    await student.shows(/int adas/);
  },
);

test('without a platform around it the kit works, and says that nothing is reported', async () => {
  await using open = await openPage({
    '/': { type: 'text/html', content: files['kit.html'] ?? '' },
    '/favicon.ico': { type: 'image/x-icon', content: '' },
  });
  const student = new Student(open.page);
  await student.sees(/^Ready$/);
  await student.until('.platform-note', /No learning platform answers this page: no score is reported/);
  assert.deepEqual(open.errors, []);
});

test('who asks for a package and for one file gets a sentence', async () => {
  const { status, stderr } = await ipclab(['kit', 'build', lab, '--scorm', '--single-file', '--out', folder]);
  assert.equal(status, 2);
  assert.match(stderr.toString(), /'--scorm' cannot be used with option '--single-file'/);
});
