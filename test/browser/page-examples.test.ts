// Examples of the catalogue through the page's own buttons.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { loadExamples, type StoredExample } from '#course/examples.js';
import { LabPage } from '../support/lab-page.js';

const examples = await loadExamples();
const named = (name: string): StoredExample => {
  const found = examples.find((example) => example.name === name);
  assert.ok(found, name);
  return found;
};

/** All of them in `make test-soak`; otherwise each fifth: what each one shows has a test of its own in the guest. */
const CHECKED = examples.filter((_, index) => process.env['IPCLAB_ALL'] === '1' || index % 5 === 0);

let lab: LabPage;
before(async () => {
  lab = await LabPage.open(examples[0]?.name);
});
after(async () => {
  // A browser that stays open would keep a failed test from ending.
  await lab[Symbol.asyncDispose]();
  lab.assertCalm();
});

test('Check passes for each of them, and says what each run saw', async () => {
  for (const stored of CHECKED) {
    await lab.go(stored);
    await lab.press('Check');
    await lab.until(
      `document.querySelector('.checks > p')?.textContent.startsWith(${JSON.stringify(`${stored.name}: `)})`,
    );
    const told = String(await lab.page.evaluate(`document.querySelector('.checks').innerText`));
    assert.match(told, /: all \d+ checks passed/, told);
    for (const { name } of stored.example.runs) assert.ok(told.includes(`${name}: passed`), `${name} in ${told}`);
  }
});

test('Check says which run does not show what it should, and why', async () => {
  await lab.go(named('pipes/loopback'));
  await lab.edit();
  await lab.page.keyboard.type('#define main(x) main(x) { return 3; } int other(x)\n');
  await lab.press('Check');
  await lab.until(
    `/^pipes\\/loopback: \\d of \\d checks passed$/.test(document.querySelector('.checks > p')?.textContent)`,
  );
  const told = String(await lab.page.evaluate(`document.querySelector('.checks').innerText`));
  assert.match(told, /loopback: failed/);
  assert.match(told, /it should end with status 0, and it ended with status 3/);
});

test('what does not compile is told as that, and what else is wrong on purpose is checked as before', async () => {
  await lab.go(named('pipes/open-pipe-problem'));
  await lab.edit();
  await lab.page.keyboard.type('int int;\n');
  await lab.press('Check');
  await lab.until(`/\\d of \\d checks passed/.test(document.querySelector('.checks > p')?.textContent)`);
  const told = String(await lab.page.evaluate(`document.querySelector('.checks').textContent`));
  assert.match(told, /compiling as-printed: failed.*the compiler fails: as-printed\.c:1: error/s);
  assert.match(told, /as-printed: failed.*it was not run, because as-printed does not compile/s);
  assert.match(told, /corrected: passed/);
});

/** One of each kind: a program, several runs, a script, a person's input, another user, a wait, what is left behind. */
const RUNS: readonly (readonly [name: string, shows: string, note: string])[] = [
  ['pipes/parent-child', '.', 'ended with status 0'],
  ['duality/two-models', '.', 'with-memory ended with status 0'],
  ['fifos/tee', '.', '/bin/sh ended with status 0'],
  ['pipes/fork-first', '.', 'was ended by SIGPIPE'],
  ['memory-mapped-files/shared-and-private', '.', 'ended with status 0'],
  ['sockets/raw-icmp', '.', 'ping ended with status 0'],
  ['tracing/mini-strace', 'write', 'ended with status 0'],
];

for (const [name, shows, note] of RUNS) {
  test(`Run runs ${name} to its end`, async () => {
    await lab.go(named(name));
    await lab.runToEnd();
    assert.ok((await lab.note('Terminal 1')).includes(note), await lab.note('Terminal 1'));
    assert.match(await lab.transcript('Terminal 1'), new RegExp(shows));
    assert.match(await lab.transcript('Terminal 1'), /^\$ tcc /);
  });
}

test('Fast-forward skips what a program waits', async () => {
  await lab.go(named('signals/alarm-kill'));
  await lab.run();
  await lab.press('Fast-forward');
  await lab.shows('Terminal 1', 'corrected ended with status 0');
  await lab.until(`document.querySelector('button[aria-pressed="false"][disabled]')?.textContent === 'Fast-forward'`);
});

test('another run of an example is chosen from the list', async () => {
  await lab.go(named('pipes/open-pipe-problem'));
  await lab.page.select('select[aria-label="What Run starts"]', 'corrected');
  await lab.runToEnd();
  await lab.shows('Terminal 1', 'corrected ended with status 0');
});
