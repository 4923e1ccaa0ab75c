// The moments of a course that pictures are taken of: what is opened, what somebody does there, and what is seen then.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeReport, type ReportKind } from '#reports/reports.js';
import { PACKAGE_ROOT, WEB_OUT } from '#node/paths.js';
import { serveSite } from '#site/server.js';
import { chord } from '../chord.js';
import { openPage, openUrl, serveFiles, type OpenPage } from '../chromium.js';
import { classOf, classWithFindings, USE_AFTER_FREE } from '../class-result.js';
import { ipclab } from '../cli.js';
import { openSite } from '../site.js';
import { Student } from '../student.js';

export interface Moment {
  readonly name: string;
  /** Opens it, and does what leads there. */
  readonly open: () => Promise<OpenPage>;
}

/** What `ipclab run` ends with when a limit has ended the program. */
const KILLED = 128 + 9;

const FAVICON = { type: 'image/x-icon', content: '' };

export const MOMENTS: readonly Moment[] = [
  { name: 'first-visit', open: openFirst },
  { name: 'running', open: () => project('sockets/inet-stream', press('Run', '.terminal-note', /server/)) },
  { name: 'hanging', open: () => project('pipes/open-pipe-problem', press('Run', '.evidence', /waits in read/)) },
  { name: 'failed-check', open: () => project('labs/pipes', press('Check', '.checks', /0 of 13 checks passed/)) },
  { name: 'passed', open: () => project('sockets/inet-stream', press('Check', '.checks', /all 5 checks passed/)) },
  { name: 'error-on-a-line', open: () => project('pipes/loopback', runWithAnError) },
  { name: 'sanitizer', open: openFinding },
  { name: 'xray', open: () => openXray('c-examples/pipes/parent-child/parent-child.c') },
  { name: 'xray-open-pipe', open: () => openXray('c-examples/pipes/open-pipe-problem/as-printed.c') },
  { name: 'xray-lost-update', open: () => openXray('test/support/pictures/lost-update.c') },
  { name: 'xray-deadlock', open: () => openXray('c-examples/semaphores/atomic-array/two-step.c') },
  { name: 'embedded', open: openEmbedded },
  { name: 'kit', open: openKit },
  { name: 'student-report', open: () => openReport('students') },
  { name: 'class-report', open: () => openReport('html') },
];

async function openFirst(): Promise<OpenPage> {
  const open = await openSite();
  await prompted(new Student(open.page));
  return open;
}

/** The machine has started, and its console shows a prompt. */
async function prompted(student: Student): Promise<void> {
  await student.sees(/^Ready$/);
  await student.reads('Console', /student@ipclab/);
}

type Act = (student: Student) => Promise<unknown>;

function press(button: string, selector: string, text: RegExp): Act {
  return async (student) => {
    await student.press(button);
    await student.until(selector, text);
  };
}

/** The page at an example or lab, after something was done there. */
async function project(name: string, act: Act): Promise<OpenPage> {
  const open = await openSite(`/${name}`);
  await open.page.setViewport({ width: 1440, height: 860 });
  const student = new Student(open.page);
  await student.sees(/^Ready$/);
  await student.inEditor('1');
  await act(student);
  return open;
}

async function runWithAnError(student: Student): Promise<void> {
  const { page } = student;
  await page.locator('.editor-host >>> .cm-content').click();
  await chord(page.keyboard, 'Control', 'Home');
  await page.keyboard.type('int int;\n');
  await student.press('Run');
  await student.until('.terminal-note', /does not compile/);
  await student.inEditorWaitsFor('.cm-lintRange, .cm-lintPoint');
}

/** A lecture's page with an example in a column of 700 px. */
async function openEmbedded(): Promise<OpenPage> {
  const lab = await serveSite(WEB_OUT, 0);
  const body = `<body style="max-width: 700px; margin: 1rem auto; padding: 0 1rem; font: 1rem/1.5 serif">
    <h1>Pipes</h1><p>A pipe reaches only processes that inherit it. Run the program, and change it.</p>
    <ipc-lab example="pipes/loopback" controls editor loading="eager"></ipc-lab>
    <p>A reader that has not closed its own write end waits for itself.</p>`;
  const content = `<!doctype html><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Lecture notes</title>
    <script src="${lab.url.href}ipc-lab.js"></script>${body}`;
  const server = await serveFiles({ '/': { type: 'text/html', content }, '/favicon.ico': FAVICON });
  const open = await openUrl(server.url, {
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      await lab[Symbol.asyncDispose]();
    },
  });
  const handle = await open.page.waitForSelector('ipc-lab >>> iframe');
  const frame = await handle?.contentFrame();
  await frame?.locator('::-p-aria(Run[role="button"])').click();
  await frame?.waitForFunction(
    `[...document.querySelectorAll('.terminal-note')].some(({ textContent }) => /ended with/.test(textContent))`,
  );
  return open;
}

/** A page in one file that a command of ours makes. */
async function openMade(make: (folder: string) => Promise<string>): Promise<OpenPage> {
  const folder = await mkdtemp(join(tmpdir(), 'ipclab-pictures-'));
  try {
    const content = await readFile(await make(folder));
    return await openPage({ '/': { type: 'text/html; charset=utf-8', content }, '/favicon.ico': FAVICON });
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function ours(words: readonly string[]): Promise<void> {
  const { status, stderr } = await ipclab(words);
  if (status !== 0) throw new Error(stderr.toString());
}

async function openKit(): Promise<OpenPage> {
  const open = await openMade(async (out) => {
    const lab = join(PACKAGE_ROOT, 'labs/pipes');
    const words = ['kit', 'build', lab, 'pipes', '--title', 'Operating systems', '--term', 'Winter term', '--out', out];
    await ours([...words, '--single-file']);
    return join(out, 'kit.html');
  });
  await prompted(new Student(open.page));
  return open;
}

/** What happened in a run of a program, which may have to be ended. */
function openXray(program: string): Promise<OpenPage> {
  return openMade(async (folder) => {
    const page = join(folder, 'xray.html');
    const { status, stderr } = await ipclab(['run', '--wall', '2', '--xray', page, join(PACKAGE_ROOT, program)]);
    if (status !== 0 && status !== KILLED) throw new Error(stderr.toString());
    return page;
  });
}

/** A student's page, where it tells what a sanitizer found. */
async function openFinding(): Promise<OpenPage> {
  const open = await openReport('students', classWithFindings([USE_AFTER_FREE]));
  await open.page.evaluate(`{
    const finding = [...document.querySelectorAll('summary')]
      .find(({ textContent }) => textContent.includes('${USE_AFTER_FREE.kind}'));
    for (let around = finding; around; around = around.parentElement) around.open = true;
    finding.scrollIntoView({ block: 'center' });
  }`);
  return open;
}

function openReport(kind: ReportKind, graded = classOf()): Promise<OpenPage> {
  const [content = ''] = [...writeReport(kind, graded).values()];
  return openPage({ '/': { type: 'text/html; charset=utf-8', content }, '/favicon.ico': FAVICON });
}
