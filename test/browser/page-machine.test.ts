// The machine of a page: what it does when it goes wrong, when it is reset, and when nothing is asked of it.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { LabPage } from '../support/lab-page.js';
import { openPlainSite } from '../support/site.js';
import type { OpenPage } from '../support/chromium.js';

test('a program that hangs is told where, Stop ends it, and what is left behind is told too', async () => {
  await using lab = await LabPage.open('pipes/open-pipe-problem');
  await lab.run();
  await lab.until(`document.querySelector('.evidence')?.textContent.includes('whose write end it holds itself')`);
  await lab.press('Stop');
  await lab.shows('Terminal 1', 'was ended by SIGINT');
  await lab.type(
    'Terminal 1',
    `printf '#include <sys/shm.h>\\nint main(void) { return shmget(7, 4096, IPC_CREAT | 0600) == -1; }\\n' > s.c && tcc -o s s.c && ./s`,
  );
  await lab.until(`document.querySelector('.evidence')?.textContent.includes('left behind: shared memory segment')`);
  lab.assertCalm();
});

test('when the worker is killed in the middle of a run, one click goes on, and no source is lost', async () => {
  await using lab = await LabPage.open('pipes/open-pipe-problem');
  await lab.edit();
  await lab.page.keyboard.type('// mine\n');
  await lab.run();
  await lab.state('Running');
  const [worker] = lab.page.workers().filter((one) => one.url().includes('worker-'));
  await worker?.close();
  await lab.until(`document.querySelector('.session-lost')?.textContent.includes('Your files are kept')`);
  await lab.press('Restart the machine');
  await lab.prompted();
  assert.match(String(await lab.page.evaluate(EDITED)), /\/\/ mine/);
  await lab.run();
  await lab.until(`document.querySelector('.evidence')`);
});

test('a guest that panics is told with the text of its panic', async () => {
  await using lab = await LabPage.open('pipes/loopback');
  await lab.type('Console', `echo 'Kernel panic - not sync''ing: a test'`);
  await lab.until(`document.querySelector('.session-lost')?.textContent.includes('has panicked: a test')`);
  await lab.press('Restart the machine');
  await lab.prompted();
});

test('the whole boot is shown on request, and Reset leads back to the snapshot', async () => {
  await using lab = await LabPage.open('pipes/loopback');
  await lab.press('Show how it boots');
  await lab.state('Ready');
  await lab.prompted();
  assert.match(await lab.transcript('Console'), /Linux version 6\.1/);
  await lab.run();
  await lab.shows('Terminal 1', 'loopback ended with status 0');
  // While a program runs it asks first.
  await lab.state('Ready');
  await lab.press('Reset the machine');
  // What the reset ended is not shown any more.
  await lab.hides('Terminal 1', 'ended');
  await lab.settled();
  await lab.prompted();
  assert.doesNotMatch(await lab.transcript('Console'), /Linux version/);
});

test('50 resets do not grow memory', async () => {
  await using lab = await LabPage.open('pipes/loopback');
  const reset = async (): Promise<void> => {
    await lab.run();
    await lab.shows('Terminal 1', 'loopback ended with status 0');
    await lab.state('Ready');
    await lab.press('Reset the machine');
    // What the reset ended is not shown any more, in the terminal that there is then.
    await lab.hides('Terminal 1', 'ended');
    await lab.state('Ready');
    await lab.settled();
  };
  for (let round = 0; round < 10; round++) await reset();
  const before = await residentOf(lab.open);
  for (let round = 0; round < 50; round++) await reset();
  const after = await residentOf(lab.open);
  // A machine alone is 128 MB of guest: one that stayed would be seen, and so would 1 MB a reset.
  assert.ok(after - before < 40, `${before.toFixed(0)} MB before and ${after.toFixed(0)} MB after 50 resets`);
});

test('a page that is left at its prompt only has its cursor blink and its guest tick', async () => {
  await using lab = await LabPage.open('pipes/loopback');
  await lab.runToEnd();
  let faults: string[];
  let windows = 0;
  // First there is what is left of the run: compiled code, collected garbage; on a busy machine for longer.
  do {
    await lab.page.tracing.start({ categories: ['devtools.timeline'] });
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    faults = unrestOf(eventsOf(await lab.page.tracing.stop()));
  } while (faults.length > 0 && ++windows < 8);
  assert.deepEqual(faults, []);
});

/** The text of the editor, which has a root of its own. */
const EDITED = `[...document.querySelectorAll('#pane-code *')].map((one) => one.shadowRoot?.textContent ?? '').join('')`;

const lost = async (open: OpenPage): Promise<string> => {
  const element = await open.page.waitForSelector('.session-lost');
  return String(await element?.evaluate((one): unknown => Reflect.get(one, 'textContent')));
};

test('a part that is missing, changed or of another version is told with what to do', async () => {
  for (const [part, change] of [
    ['state-', 'gone'],
    ['state-', 'changed'],
    ['v86-', 'gone'],
    ['v86-', 'changed'],
  ] as const) {
    await using open = await openPlainSite('/', (files) => {
      const name = Object.keys(files).find((one) => one.includes(`/assets/${part}`)) ?? '';
      const file = files[name];
      assert.ok(file, part);
      if (change === 'gone') Reflect.deleteProperty(files, name);
      else files[name] = { ...file, content: Buffer.from(file.content).fill(0, 100, 200) };
    });
    const told = await lost(open);
    assert.match(told, /The machine cannot start: .*(cannot be loaded|is not the file)/, `${part} ${change}`);
    assert.match(told, /load the page again.*Your files are kept\..*Load the page again/s, `${part} ${change}`);
  }
});

test('a worker that is blocked, no WebAssembly, and no memory: each has its sentence', async () => {
  await using blocked = await openPlainSite('/', (files) => {
    const name = Object.keys(files).find((one) => one.includes('/assets/worker-')) ?? '';
    Reflect.deleteProperty(files, name);
  });
  assert.match(await lost(blocked), /does not let the page start its worker/);

  for (const [setting, sentence] of [
    ['delete globalThis.WebAssembly', /does not run WebAssembly/],
    [
      `globalThis.Uint8Array = class extends Uint8Array {
        constructor(...given) {
          if (given[0] > 1_000_000) throw new RangeError('Array buffer allocation failed');
          super(...given);
        }
      }`,
      /not enough memory/,
    ],
  ] as const) {
    await using open = await openPlainSite('/');
    await open.page.evaluateOnNewDocument(setting);
    await open.page.reload();
    assert.match(await lost(open), sentence);
  }
});

/** The processes of a browser that hold pages. */
async function renderersOf({ browser }: OpenPage): Promise<string[]> {
  const parents = new Map<string, string>();
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
    if (stat) parents.set(pid, fieldsOf(stat)[1] ?? '');
  }
  const main = String(browser.process()?.pid);
  const isOurs = (pid: string | undefined): boolean => pid === main || (pid !== undefined && isOurs(parents.get(pid)));
  const found: string[] = [];
  for (const pid of parents.keys()) {
    if (!isOurs(pid)) continue;
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes('--type=renderer')) found.push(pid);
  }
  assert.ok(found.length > 0);
  return found;
}

/** What follows the name of the program in /proc/PID/stat, which may hold blanks: the state comes first. */
function fieldsOf(stat: string): string[] {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

interface TraceEvent {
  readonly name: string;
  /** Name of the thread that did it. */
  readonly thread: string;
  /** When, seconds. */
  readonly at: number;
}

/** What a browser has written down of what its threads did. */
function eventsOf(trace: Uint8Array | undefined): TraceEvent[] {
  const { traceEvents } = JSON.parse(Buffer.from(trace ?? []).toString()) as { traceEvents: Record<string, unknown>[] };
  const idOf = ({ pid, tid }: Record<string, unknown>): string => `${String(pid)}/${String(tid)}`;
  const names = traceEvents.filter(({ name }) => name === 'thread_name');
  const threads = new Map(names.map((event) => [idOf(event), String((event['args'] as { name: unknown }).name)]));
  return traceEvents
    .filter(({ ph }) => ph === 'X')
    .map((event) => ({
      name: String(event['name']),
      thread: threads.get(idOf(event)) ?? '',
      at: Number(event['ts']) / 1e6,
    }));
}

/** What a page's threads did more often than an idle page has reason to. */
function unrestOf(events: readonly TraceEvent[]): string[] {
  const times = events.map(({ at }) => at);
  const seconds = Math.max(...times) - Math.min(...times);
  const faults: string[] = [];
  const expect = (what: string, thread: string, name: string, most: number): void => {
    const found = events.filter((event) => event.thread.startsWith(thread) && event.name === name).length / seconds;
    if (!(found > 0 && found <= most)) faults.push(`${what}: ${found} a second, not ${most}`);
  };
  // The guest's timer counts to 65,536 at 1.193 MHz, and ends the processor's wait. A busy host has it wait longer.
  expect('ticks', 'DedicatedWorker', 'TimerFire', 37);
  expect('timers of the page', 'CrRendererMain', 'TimerFire', 2);
  expect('pictures', 'CrRendererMain', 'PrePaint', 4);
  return faults;
}

/** Memory that is really there, MB, after the garbage was collected. */
async function residentOf(open: OpenPage): Promise<number> {
  const cdp = await open.page.createCDPSession();
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.detach();
  let kilobytes = 0;
  for (const pid of await renderersOf(open)) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    kilobytes += Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]);
  }
  return kilobytes / 1000;
}
