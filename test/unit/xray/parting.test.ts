// Two runs side by side.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { partingOf } from '#xray/parting.js';
import { timelineOf, type Timeline } from '#xray/timeline.js';
import { RunWords } from '#xray/words.js';
import { closedPipe, openPipe, PIPE, tcpTalk } from '../../support/xray/stories.js';
import { Tape, use } from '../../support/xray/tape.js';

const saidAt = (timeline: Timeline, index: number | undefined): string | undefined =>
  new RunWords(timeline).event(index ?? -1);

/** Parent 2 and child 3 each read a byte of a pipe and write one. */
function turns(isPreempted: boolean): Timeline {
  const ends = { uses: [use(3, PIPE, 'both')] };
  const tape = new Tape().starts(2, '/a').forks(2, 3).does(2, 'read', ends, 1);
  if (isPreempted) tape.preempts(3, 2).does(3, 'read', ends, 1);
  tape.does(2, 'write', ends, 1);
  if (!isPreempted) tape.does(3, 'read', ends, 1);
  return timelineOf(tape.does(3, 'write', ends, 1).recording);
}

describe('where two runs part', () => {
  it('is nowhere in a run and the same run again', () => {
    assert.equal(partingOf(timelineOf(openPipe()), timelineOf(openPipe())), undefined);
  });

  it('is the first event that the other one does not have there', () => {
    const [a, b] = [timelineOf(openPipe()), timelineOf(closedPipe())];
    const { ways } = partingOf(a, b) ?? assert.fail('they do the same');
    assert.match(saidAt(a, ways[0].at) ?? '', /\(2\) writes 8 bytes to pipe 1/);
    assert.match(saidAt(b, ways[1].at) ?? '', /\(2\) calls wait/);
  });

  it('tells who was preempted just before, and between which of its calls', () => {
    const { alike, ways } = partingOf(turns(false), turns(true)) ?? assert.fail('they do the same');
    assert.equal(alike, 4);
    assert.equal(
      saidAt(turns(true), ways[1].at),
      'a (2) is preempted: a (3) runs',
      'where it begins to be another run',
    );
    assert.deepEqual(ways[0].words, ['a (2) writes 1 byte to pipe 1']);
    assert.deepEqual(ways[1].words, [
      'a (2) is preempted: a (3) runs, between its read and its write',
      'a (3) reads 1 byte from pipe 1',
    ]);
  });

  it('is the end of the one that is a beginning of the other', () => {
    const whole = openPipe();
    const shorter = timelineOf({ ...whole, events: whole.events.slice(0, 8) });
    const { ways } = partingOf(shorter, timelineOf(whole)) ?? assert.fail('they do the same');
    assert.deepEqual([ways[0].at, ways[0].words], [undefined, ['it ends there']]);
    assert.ok(ways[1].at !== undefined);
  });

  it('is where a call comes back with something else, not where it begins', () => {
    const run = (child: number): Timeline =>
      timelineOf(
        new Tape().starts(2, '/a').forks(2, 3).forks(2, 4).call(2, 'wait4').switch(2, 3).exits(child).ret(2, child)
          .recording,
      );
    const { ways } = partingOf(run(3), run(4)) ?? assert.fail('they do the same');
    assert.deepEqual(
      ways.map(({ words }) => words),
      [['a (3) ends with status 0'], ['a (4) ends with status 0']],
    );
  });

  it('is not a port that the kernel has picked', () => {
    const other = JSON.parse(JSON.stringify(tcpTalk()).replaceAll('45642', '51234')) as ReturnType<typeof tcpTalk>;
    assert.equal(partingOf(timelineOf(tcpTalk()), timelineOf(other)), undefined);
  });
});
