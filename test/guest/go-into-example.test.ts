// Going into a run of an example, whose parties act one upon the other.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExamplePlan } from '#examples/plan.js';
import { openImage } from '#hosts/node/image.js';
import { launch, machinesOf } from '#hosts/node/launch.js';
import { goIntoExample } from '#hosts/worker/go-there.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { run } from '#scenario/schema.js';
import { guestSetting } from '#scenario/setting.js';
import { decodeText, encodeText } from '#util/bytes.js';
import type { CallEvent, Recording } from '#xray/events.js';

const image = await openImage();
const clock = { seed: 4, start: VIRTUAL_START };

/** Says that it is there, and answers each line that it reads with its length. */
const ANSWERS = `#include <stdio.h>
#include <string.h>
int main(void)
{
    char line[80];
    setlinebuf(stdout);
    puts("ready");
    while (fgets(line, sizeof line, stdin))
        printf("%zu\\n", strlen(line));
    return 0;
}
`;

const scripted = { command: ['answers'], end: { exit: 0 } };
const plan: ExamplePlan = {
  name: 'answers',
  example: {
    title: '',
    shows: '',
    programs: { answers: { flags: [] } },
    runs: [
      run.parse({
        name: 'two',
        shows: '',
        parties: [
          {
            name: 'first',
            ...scripted,
            script: [{ expect: 'ready' }, { send: 'ab\n' }, { expect: '3' }, { endInput: true }],
          },
          { name: 'second', ...scripted, stdin: 'abcdef\n', start: { when: 'first', prints: '3' } },
        ],
      }),
    ],
    mutations: [],
  },
  files: { 'answers.c': encodeText(ANSWERS) },
  setting: guestSetting(image.manifest.compiler, 'answers'),
  records: true,
};

async function recorded(): Promise<Recording> {
  await using machine = await launch(image, { clock: { kind: 'virtual', ...clock } });
  const { recording } = (await machine.runExample(plan)).runs.at(-1) ?? {};
  assert.ok(recording);
  return recording;
}

function writeOf({ events }: Recording, bytes: string): CallEvent {
  const found = events.find((event): event is CallEvent => event.kind === 'call' && event.bytes === bytes);
  assert.ok(found, bytes);
  return found;
}

test('all parties stop at the instant, nobody acts upon them from then on, and what they print goes on when they are let', async () => {
  const recording = await recorded();
  const call = writeOf(recording, '3\n');
  // Just after it: whoever waits for this answer would begin the second party, and end the input of the first.
  await using arrival = await goIntoExample(machinesOf(image), { plan, clock }, { recording, time: call.time });
  assert.deepEqual(
    arrival.processes.map(({ name, state }) => [name, state]),
    [['answers', 'T']],
  );
  assert.ok(arrival.events > recording.events.indexOf(call));
  assert.match(decodeText(arrival.stdout), /^ready\n/);
  await arrival.machine.attend();
  const [first] = arrival.processes;
  let told = '';
  const shell = arrival.container.exec(
    {
      argv: [
        '/bin/sh',
        '-c',
        `readlink /proc/${first?.pid}/cwd; kill -CONT ${first?.pid}; sleep 1; pgrep answers | wc -l`,
      ],
    },
    (_, bytes) => (told += decodeText(bytes)),
  );
  await shell.exited;
  assert.equal(told, '/home/student/answers\n1\n', 'its input is open, and no second party was begun');
});

test('with several parties all stop, those that act and those that wait', async () => {
  const recording = await recorded();
  const call = writeOf(recording, '7\n');
  await using arrival = await goIntoExample(machinesOf(image), { plan, clock }, { recording, time: call.time });
  assert.ok(arrival.events > recording.events.indexOf(call));
  assert.deepEqual(
    arrival.processes.map(({ pid, state }) => [pid, state]).filter(([, state]) => state !== 'Z'),
    [[call.process, 'T']],
  );
});
