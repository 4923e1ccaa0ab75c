// The guest's commands, as people type them and as programs execute them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CONTAINER_LIMITS, STUDENT_LIMITS } from '#protocol/limits.js';
import { openImage } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import type { Machine } from '#hosts/worker/machine.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { decodeText } from '#util/bytes.js';
import { compileFixture } from '../support/fixtures.js';

let machine: Machine;
before(async () => {
  machine = await launch(await openImage(), { clock: { kind: 'virtual', seed: 0, start: VIRTUAL_START } });
});
after(() => machine[Symbol.asyncDispose]());

/** Starts commands in the background, and goes on when each has become the program that it is to be. */
function started(...commands: readonly string[]): string {
  const wait = 'until grep -qx sleep /proc/$!/comm; do sleep 0.01; done';
  return commands.map((command) => `${command} & ${wait};`).join(' ');
}

async function lines(script: string): Promise<string[]> {
  await using box = await machine.open();
  const { stdout, stderr } = await box.run({ argv: ['sh', '-c', script] });
  return (decodeText(stdout) + decodeText(stderr)).trimEnd().split('\n');
}

/** Columns of the line that tells of a command. */
function columns(output: readonly string[], command: string): string[] {
  return (output.find((line) => line.endsWith(command)) ?? '').trim().split(/ +/);
}

test('ps tells parents and states, in every way that people ask it', async () => {
  const output = await lines(
    `${started('sleep 77')} kill -STOP $!; echo $$ $!; ps -o pid,ppid,stat,cmd -A; ps -ef; ps aux; ps -p $!`,
  );
  const [shell, child] = output[0]?.split(' ') ?? [];
  assert.deepEqual(columns(output.slice(1), 'sleep 77'), [child, shell, 'T', 'sleep', '77']);
  const full = output.findIndex((line) => line.startsWith('UID'));
  assert.deepEqual(columns(output.slice(full), 'sleep 77').slice(0, 3), ['student', child, shell]);
  const long = output.findIndex((line) => line.startsWith('USER'));
  assert.equal(columns(output.slice(long), 'sleep 77')[7], 'T');
  assert.match(output.at(-1) ?? '', new RegExp(`^ *${child} .* sleep$`));
});

test('pgrep and pkill go by name', async () => {
  const output = await lines(
    `${started('sleep 77', 'sleep 78')} pgrep -l sleep; pkill -f "^sleep 78"; wait $!; echo $?; pgrep -a sleep`,
  );
  assert.match(output[0] ?? '', /^\d+ sleep$/);
  assert.equal(output[2], '143');
  assert.match(output[3] ?? '', /^\d+ sleep 77$/);
  assert.equal(output.length, 4);
});

test('nohup, nice, printenv and pmap are there', async () => {
  const script = 'nohup sh -c "trap" </dev/null; nice -n 4 nice; printenv HOME; pmap $$ | tail -n 1';
  assert.deepEqual((await lines(script)).slice(-3, -1), ['4', '/home/student']);
  assert.match((await lines(script)).at(-1) ?? '', /^ total +\d+K$/);
});

test('a command is the file that was executed, whatever argv[0] says', async () => {
  await using box = await machine.open({ limits: CONTAINER_LIMITS });
  const { stdout, stderr } = await box.run({
    argv: [await compileFixture(box, 'exec-names')],
    limits: STUDENT_LIMITS,
  });
  assert.equal(decodeText(stderr), '');
  const printed = [
    '/etc',
    '/etc',
    '',
    'ipclab',
    '1970',
    'in a shell',
    'by its own name',
    'script of 1: one',
    '/etc',
    'by xargs',
  ];
  assert.deepEqual(
    decodeText(stdout).trimEnd().split('\n'),
    printed.flatMap((line) => [line, 'status 0']),
  );
});
