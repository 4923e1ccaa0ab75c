// The world of a login shell: whose child a program is, what the keys of a terminal do to it, and what becomes of those that
// it leaves.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ExecSpec, ExitStatus, JobChange } from '#protocol/exec-spec.js';
import { explainAll } from '#facts/explain/explain.js';
import { CONTAINER_LIMITS, STUDENT_LIMITS } from '#protocol/limits.js';
import { openImage } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import type { Machine } from '#hosts/worker/machine.js';
import type { RemoteContainer } from '#hosts/worker/remote-container.js';
import type { RemoteJob } from '#hosts/worker/remote-job.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { decodeText, encodeText } from '#util/bytes.js';
import { compileFixture } from '../support/fixtures.js';
import { PATIENCE } from '../support/patience.js';

const image = await openImage();
const TERMINAL = { rows: 24, columns: 80 };
const PROGRAMS = ['login-shell', 'job-shell'] as const;

/** Programs whose course is told by what they print; a person at the keys needs the real clock. */
let virtual: Machine;
let real: Machine;
const programs: Partial<Record<(typeof PROGRAMS)[number], Uint8Array<ArrayBuffer>>> = {};

before(async () => {
  virtual = await launch(image, { clock: { kind: 'virtual', seed: 0, start: VIRTUAL_START } });
  real = await launch(image);
  await using box = await virtual.open();
  for (const name of PROGRAMS) programs[name] = await box.get(await compileFixture(box, name));
});
after(async () => {
  await virtual[Symbol.asyncDispose]();
  await real[Symbol.asyncDispose]();
});

async function open(machine: Machine): Promise<RemoteContainer> {
  const box = await machine.open({ limits: CONTAINER_LIMITS });
  for (const name of PROGRAMS)
    await box.put({ path: `/tmp/${name}`, mode: 0o755 }, programs[name] ?? new Uint8Array(0));
  return box;
}

interface Ran {
  readonly status: ExitStatus;
  readonly lines: readonly string[];
}

async function run(what: string, spec: Partial<ExecSpec> = {}): Promise<Ran> {
  await using box = await open(virtual);
  const argv = ['/tmp/login-shell', what];
  const { status, stdout } = await box.run({ argv, limits: STUDENT_LIMITS, ...spec });
  return { status, lines: decodeText(stdout).split(/\r?\n/).slice(0, -1) };
}

for (const [where, spec] of Object.entries({ 'on pipes': {}, 'at a terminal': { terminal: TERMINAL } })) {
  test(`the parent is somebody, in the same session and another group, ${where}`, async () => {
    const { lines } = await run('parent', spec);
    assert.deepEqual(lines, [
      'parent is somebody',
      "parent's session is mine",
      "parent's group is another",
      'I lead my group',
      'kill(parent, 0): EPERM',
    ]);
  });

  test(`a program may lead its group once more, ${where}`, async () => {
    const { lines } = await run('groups', spec);
    assert.deepEqual(lines, ['setpgid(0, 0): done', 'setpgid(getpid(), getpid()): done', 'setsid: EPERM']);
  });

  test(`children are stopped and continued by every signal for it, ${where}`, async () => {
    const { lines } = await run('stops', spec);
    const signals = ['SIGSTOP', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU'];
    assert.deepEqual(
      lines,
      signals.flatMap((signal) => [`stopped by ${signal}`, 'continued']),
    );
  });

  test(`an orphan is adopted, and what it prints is seen, ${where}`, async () => {
    const { status, lines } = await run('orphan', spec);
    assert.deepEqual(lines, ['the program leaves', 'adopted by 1', 'the orphan leaves']);
    assert.deepEqual([status.exit, status.killed, status.evidence], [3, 0, null]);
  });

  test(`one that stays is killed when its time is over, and told, ${where}`, async () => {
    const { status, lines } = await run('orphan-for-ever', spec);
    assert.deepEqual(lines, ['here to stay']);
    assert.deepEqual([status.exit, status.limit, status.killed], [0, null, 1]);
    assert.deepEqual(explainAll([status.evidence]).map(withoutPid), ['login-shell (N) waits in pause for a signal']);
    assert.ok(status.wall >= 10e9 && status.wall < 11e9, String(status.wall));
  });
}

test('a terminal that a program opens does not become its own', async () => {
  const { status, lines } = await run('terminal');
  assert.deepEqual(lines, ['controlling terminal: ENXIO', 'alive']);
  assert.equal(status.exit, 0);
});

test('who reads from the terminal in the background is stopped', async () => {
  const { lines } = await run('background', { terminal: TERMINAL });
  assert.deepEqual(lines, ['background read: SIGTTIN']);
});

test('who is left may have as long as it likes, within the time of the run', async () => {
  const { status } = await run('orphan-for-ever', { linger: Infinity, limits: { ...STUDENT_LIMITS, wall: 30_000 } });
  assert.deepEqual([status.exit, status.limit, status.killed], [0, 'wall', 1]);
});

/** A person at a terminal: reads what is there and types when it has come. */
class Person {
  readonly job: RemoteJob;
  readonly #changes: JobChange[] = [];
  #text = '';
  #read = 0;
  #wake: () => void = () => undefined;

  constructor(box: RemoteContainer, argv: readonly string[], spec: Partial<ExecSpec> = {}) {
    this.job = box.exec({ argv, terminal: TERMINAL, ...spec }, (_, bytes) => {
      this.#text += decodeText(bytes);
      this.#wake();
    });
    this.job.onChange = (change) => {
      this.#changes.push(change);
      this.#wake();
    };
    const over = (): void => {
      this.#wake();
    };
    this.job.exited.then(over, over);
  }

  /** Resolves when this has come after what was read before. */
  async reads(text: string): Promise<void> {
    await this.#until(() => this.#text.includes(text, this.#read), `${text} in ${JSON.stringify(this.#text)}`);
    this.#read = this.#text.indexOf(text, this.#read) + text.length;
  }

  /** The next change of the program. */
  async sees(): Promise<JobChange> {
    await this.#until(() => this.#changes.length > 0, 'a change');
    const change = this.#changes.shift();
    assert.ok(change);
    return change;
  }

  types(keys: string): void {
    void this.job.write(encodeText(keys));
  }

  async #until(holds: () => boolean, what: string): Promise<void> {
    let over = false;
    this.job.exited.then(
      () => (over = true),
      () => (over = true),
    );
    while (!holds()) {
      assert.ok(!over, `it ended without ${what}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

const CTRL_C = '\x03';
const CTRL_Z = '\x1a';

test('a shell with job control stops, continues and interrupts its jobs', async () => {
  await using box = await open(real);
  const person = new Person(box, ['/tmp/job-shell']);
  await person.reads('job-shell> ');
  person.types('cat\n');
  person.types('first\n');
  await person.reads('first\r\nfirst\r\n');
  person.types(CTRL_Z);
  await person.reads('[stopped]');
  await person.reads('job-shell> ');
  person.types('echo between\n');
  await person.reads('between\r\n[0]');
  await person.reads('job-shell> ');
  person.types('fg\n');
  person.types('second\n');
  await person.reads('second\r\nsecond\r\n');
  person.types(CTRL_C);
  await person.reads('[Interrupt]');
  await person.reads('job-shell> ');
  person.types('exit\n');
  await person.reads('bye');
  const { exit, killed } = await person.job.exited;
  assert.deepEqual([exit, killed], [0, 0]);
});

test('Ctrl-Z stops a program, which is told, and it goes on when it is told to', async () => {
  await using box = await open(real);
  const person = new Person(box, ['cat']);
  person.types('one\n');
  await person.reads('one\r\none\r\n');
  person.types(CTRL_Z);
  assert.deepEqual(await person.sees(), { change: 'stopped', exit: null, signal: 'SIGTSTP', left: 1 });
  await person.job.signal('SIGCONT', 'group');
  assert.deepEqual(await person.sees(), { change: 'continued', exit: null, signal: 'SIGCONT', left: 1 });
  person.types('two\n');
  await person.reads('two\r\ntwo\r\n');
  person.types(CTRL_C);
  assert.equal((await person.job.exited).signal, 'SIGINT');
});

test('the end of a program is told while others go on, and who ends them is told of them', async () => {
  await using box = await open(real);
  const person = new Person(box, ['/tmp/login-shell', 'orphan-for-ever'], { linger: Infinity });
  assert.deepEqual(await person.sees(), { change: 'ended', exit: 0, signal: null, left: 1 });
  await person.reads('here to stay');
  await isSaid(box, 'login-shell (N) waits in pause for a signal');
  await person.job.signal('SIGKILL', 'job');
  const { exit, limit, killed, evidence } = await person.job.exited;
  assert.deepEqual([exit, limit, killed], [0, null, 1]);
  assert.deepEqual(explainAll([evidence]).map(withoutPid), ['login-shell (N) waits in pause for a signal']);
});

/** Waits until evidence says so: who has printed is not at the next call yet. */
async function isSaid(box: RemoteContainer, sentence: string): Promise<void> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const said = explainAll([await box.evidence()]).map(withoutPid);
    if (said.includes(sentence)) return;
    assert.ok(Date.now() < end, `never "${sentence}", but ${said.join('; ')}`);
  }
}

function withoutPid(sentence: string): string {
  return sentence.replace(/\(\d+\)/, '(N)');
}

test('evidence shows the program as what was started, and nobody of ours', async () => {
  await using box = await open(real);
  const person = new Person(box, ['sh', '-c', 'sleep 600 & echo up; wait']);
  await person.reads('up');
  const processes = (await box.evidence())?.processes ?? [];
  const shell = processes.find(({ parent }) => parent === 0);
  assert.equal(shell?.name, 'sh');
  assert.equal(shell.pid, await person.job.started);
  assert.deepEqual(
    processes.map(({ parent }) => parent),
    [0, shell.pid],
  );
  await person.job.signal('SIGKILL', 'job');
  await person.job.exited;
});
