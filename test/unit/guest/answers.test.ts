// When a guest is given up: by its own clock, whatever the host's says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ANSWER_TIME, answerTime } from '#guest/answers.js';
import { encodeFrame, FrameType } from '#protocol/frame.js';
import { connect } from '../../support/fuzz/connect.js';

const TAG = 9;
const empty = new Uint8Array(0);
const frame = (type: FrameType, job: number, payload = empty): Uint8Array =>
  encodeFrame({ type, flags: 0, job, tag: TAG, payload });

test('a guest that owes an answer for too long is lost with everything that waits on it', async () => {
  let now = 1000;
  const { agent } = await connect(TAG, () => now);
  const opening = agent.open({});
  const file = agent.get('/etc/hostname', 0);
  now += ANSWER_TIME;
  agent.requireAnswers();
  now += 1;
  agent.requireAnswers();
  const lost = {
    code: 'machine-lost',
    message: /does not answer: opening a container took longer than 30000 ms of its/,
  };
  await assert.rejects(opening, lost);
  await assert.rejects(file, lost);
});

test('an answer that comes too late is too late, whenever somebody looks', async () => {
  let now = 0;
  const { agent, port } = await connect(TAG, () => now);
  const opening = agent.open({});
  now += ANSWER_TIME + 1;
  port.onBytes?.(frame(FrameType.OPENED, 1));
  await assert.rejects(opening, { code: 'machine-lost', message: /does not answer/ });
});

test('what is answered is owed no more', async () => {
  let now = 0;
  const { agent, port } = await connect(TAG, () => now);
  const opening = agent.open({});
  port.onBytes?.(frame(FrameType.OPENED, 1));
  const container = await opening;
  const evidence = container.evidence();
  now += ANSWER_TIME;
  port.onBytes?.(frame(FrameType.EVIDENCE, 1));
  await evidence;
  now += ANSWER_TIME;
  agent.requireAnswers();
  const closing = container.close();
  now += ANSWER_TIME + 1;
  agent.requireAnswers();
  await assert.rejects(closing, { message: /closing a container took longer/ });
});

test('a job has its own limit of time on top, and without one all the time there is', async () => {
  let now = 0;
  const { agent } = await connect(TAG, () => now);
  const shell = agent.exec({ argv: ['sh'] }, () => undefined);
  now += 100 * ANSWER_TIME;
  agent.requireAnswers();
  const job = agent.exec({ argv: ['./a', 'b'], limits: { wall: 60_000 } }, () => undefined);
  now += 60_000 + ANSWER_TIME;
  agent.requireAnswers();
  // The frame of the first job, and that of the second, wait for nothing here; a millisecond covers them.
  now += 1;
  agent.requireAnswers();
  await assert.rejects(job.exited, { message: /running \.\/a b took longer than 90000 ms/ });
  await assert.rejects(shell.exited, { code: 'machine-lost' });
});

test('a large file may take longer than a small one', async () => {
  let now = 0;
  const { agent } = await connect(TAG, () => now);
  const size = 1 << 20;
  const writing = agent.put({ path: '/a' }, new Uint8Array(size));
  now += answerTime(size - 20 * 4096);
  agent.requireAnswers();
  now += 20 * 4096;
  agent.requireAnswers();
  await assert.rejects(writing, { message: /writing \/a took longer/ });
});
