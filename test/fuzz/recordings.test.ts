// Recordings of programs that do as much as they can: they are drawn and told, and no more of them than a person and a browser can bear.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Recording } from '#xray/events.js';
import { Picture } from '#xray/picture/picture.js';
import { Scale } from '#xray/picture/scale.js';
import { traceOf } from '#xray/perfetto.js';
import { storyOf } from '#xray/story.js';
import { timelineOf } from '#xray/timeline.js';
import { pingPong } from '../support/xray/stories.js';
import { Tape, use } from '../support/xray/tape.js';

/** More generations than a stack has room for. */
const GENERATIONS = 20_000;
const MANY = 2000;
const PROGRAM = '/home/student/flood';

/** Each process makes the next one and ends. */
function relay(): Tape {
  const tape = new Tape().starts(2, PROGRAM);
  for (let process = 2; process < GENERATIONS; process++)
    tape
      .forks(process, process + 1)
      .exits(process)
      .switch(process, process + 1, 'ended');
  return tape;
}

/** One process makes all the others, which stay. */
function crowd(): Tape {
  const tape = new Tape().starts(2, PROGRAM);
  for (let child = 3; child < MANY; child++) tape.forks(2, child);
  return tape;
}

function pipes(): Tape {
  const tape = new Tape().starts(2, PROGRAM);
  for (let id = 1; id < MANY; id++) {
    const [read, write] = [use(3, { kind: 'pipe', id }, 'read'), use(4, { kind: 'pipe', id }, 'write')];
    tape.does(2, 'pipe', {}, 0, { uses: [read, write] });
    tape.does(2, 'write', { args: [4, 1, 1], uses: [write], bytes: 'x' }, 1, { content: { amount: 1 } });
  }
  return tape;
}

/** What is written to a terminal or a pipe that leads out is read by nobody of the recording. */
function unread(): Tape {
  const out = use(1, { kind: 'pipe', id: 1 }, 'write');
  const tape = new Tape().starts(2, PROGRAM);
  for (let n = 0; n < MANY; n++) tape.does(2, 'write', { args: [1, 1, 1], uses: [out], bytes: '.' }, 1);
  return tape;
}

function programs(): Tape {
  const tape = new Tape();
  for (let n = 0; n < 300; n++) tape.starts(2, `${PROGRAM}<b>${n}`);
  return tape;
}

describe('a recording of a flood', () => {
  for (const [name, make] of Object.entries({ relay, crowd, pipes, unread, programs }))
    it(`of ${name} is told, drawn and exported, and the picture is bounded`, () => {
      const timeline = timelineOf(make().recording);
      const { processes } = timeline;
      assert.ok(
        processes.every(({ id }, index) => id === index + 2),
        'a child stands behind its parent',
      );
      const scale = new Scale(timeline.events);
      const svg = new Picture(timeline, scale).draw({
        width: 1000,
        names: 150,
        span: { from: 0, to: scale.length },
        showsStart: true,
      });
      assert.ok(svg.length < 500_000, `${svg.length} characters`);
      assert.ok(!svg.includes('<b>'));
      assert.ok(storyOf(timeline).length > 2);
      assert.ok(traceOf(timeline).traceEvents.length > timeline.calls.length);
    });

  const draw = (recording: Recording): string => {
    const timeline = timelineOf(recording);
    const scale = new Scale(timeline.events);
    const span = { from: 0, to: scale.length };
    return new Picture(timeline, scale).draw({ width: 1000, names: 150, span, showsStart: false });
  };

  it('says how much of it is not drawn', () => {
    assert.match(draw(crowd().recording), /… and 1698 more threads</);
    assert.match(draw(pipes().recording), /… and 1899 more objects</);
  });

  it('has as many marks as a screen can show, however many events there are', () => {
    const [some, many] = [draw(pingPong(10_000)), draw(pingPong(50_000))];
    assert.ok(many.length < 1.5 * some.length, `${some.length} and ${many.length} characters`);
    assert.ok(many.length < 400_000);
  });

  it('calls a process by the program that it executed then, of however many', () => {
    const timeline = timelineOf(programs().recording);
    const told = storyOf(timeline).map(({ text }) => text);
    assert.equal(told[0], 'flood<b>0 (2) executes /home/student/flood<b>0');
    assert.equal(told[7], 'flood<b>7 (2) executes /home/student/flood<b>7');
  });
});
