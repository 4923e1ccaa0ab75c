// Questions that are asked before a run is shown, and what the run says to them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Recording } from '#xray/events.js';
import { answerOf, isAnswer, verdictOf, type Answer, type Question } from '#xray/prediction.js';
import { timelineOf } from '#xray/timeline.js';
import { PIPE, closedPipe, fullPipe, killedOpenPipe, openPipe, philosophers } from '../../support/xray/stories.js';
import { Tape, use } from '../../support/xray/tape.js';

function asked(recording: Recording, question: Question): Answer {
  const answer = answerOf(timelineOf(recording), question);
  assert.ok(answer, 'the run has an answer');
  return answer;
}

const READS = '^open-pipe \\(\\d+\\) (?:calls read|reads)';

describe('what a run says to a question', () => {
  it('is what a call gives: a number, the end, or an error, by which of the calls it is', () => {
    const first = asked(closedPipe(), { answer: 'result', at: READS });
    assert.deepEqual(first.parts, ['8']);
    assert.equal(first.because, 'open-pipe (3) reads 8 bytes from pipe 1: "hi there"');
    const second = asked(closedPipe(), { answer: 'result', at: READS, nth: 2 });
    assert.deepEqual(second.parts, ['0']);
    assert.ok(second.index > first.index, 'it is shown where it is decided');
    const ends = [use(3, PIPE, 'read'), use(4, PIPE, 'write')];
    const empty = new Tape()
      .starts(2, '/a')
      .does(2, 'pipe', {}, 0, { uses: ends })
      .does(2, 'read', { args: [3, 1, 8], uses: ends.slice(0, 1) }, -11).recording;
    assert.deepEqual(asked(empty, { answer: 'result', at: 'calls read' }).parts, ['EAGAIN']);
  });

  it('is the text that a call moves, if the recording has all of it', () => {
    assert.deepEqual(asked(openPipe(), { answer: 'text', at: READS }).parts, ['hi there']);
    assert.deepEqual(asked(openPipe(), { answer: 'text', at: 'writes .* to terminal' }).parts, ['child: 8 bytes']);
    assert.equal(answerOf(timelineOf(fullPipe()), { answer: 'text', at: READS }), undefined);
    const queue = { kind: 'message-queue', id: 0 } as const;
    const padded = new Tape()
      .starts(2, '/a')
      .does(2, 'msgrcv', { objects: [queue] }, 8, { bytes: 'a1\0\0\0\0\0\0' }).recording;
    assert.deepEqual(asked(padded, { answer: 'text', at: 'receives' }).parts, ['a1']);
  });

  it('is how much an object holds just after a call', () => {
    assert.deepEqual(asked(fullPipe(), { answer: 'content', at: READS }).parts, ['61440']);
  });

  it('is who is alive just after an event: neither who has ended, nor who is not there yet', () => {
    const alive = (at: string): Answer => asked(closedPipe(), { answer: 'number-alive', at });
    assert.deepEqual(alive('makes pipe 1').parts, ['1']);
    assert.deepEqual(alive(READS).parts, ['2']);
    // The child's exit.
    assert.deepEqual(alive('\\(3\\) ends with').parts, ['1']);
    assert.match(alive('\\(3\\) ends with').because, /; alive then: open-pipe \(2\)$/);
    const exec = new Tape()
      .starts(2, '/home/student/shell')
      .forks(2, 3)
      .switch(2, 3)
      .ret(3)
      .starts(3, '/usr/bin/sort')
      .does(3, 'write', { args: [1, 1, 2], uses: [use(1, { kind: 'pipe', id: 1 }, 'write')], bytes: 'a\n' }, 2);
    const programs = asked(exec.recording, { answer: 'programs-alive', at: '^sort .* writes' });
    assert.deepEqual(programs.parts, ['shell', 'sort']);
  });

  it('is in which calls all wait at the end, also where a limit ends the run, shown where the last one begins to', () => {
    for (const recording of [openPipe(), killedOpenPipe()]) {
      const { parts, because, index } = asked(recording, { answer: 'waits' });
      assert.deepEqual(parts, ['wait', 'read']);
      assert.match(because, /whose write end it holds itself .*; nobody can wake open-pipe \(3\)/);
      const event = recording.events[index];
      assert.ok(event?.kind === 'call' && event.name === 'read' && event.thread === 3);
    }
    assert.deepEqual(asked(philosophers(), { answer: 'waits' }).parts, ['wait', 'semop']);
    assert.equal(answerOf(timelineOf(closedPipe()), { answer: 'waits' }), undefined, 'it ends');
  });

  it('names no more processes than a person reads of', () => {
    assert.match(asked(philosophers(40), { answer: 'waits' }).because, /\(9\) waits [^;]*; 33 more; /);
    const alive = asked(philosophers(40), { answer: 'number-alive', at: 'is in wait' });
    assert.deepEqual(alive.parts, ['41']);
    assert.match(alive.because, /philosophers \(9\) and 33 more$/);
  });

  it('is nothing where there is no such event, or no such call that has come back', () => {
    const none = (question: Question): void => assert.equal(answerOf(timelineOf(openPipe()), question), undefined);
    none({ answer: 'result', at: 'is eaten' });
    none({ answer: 'result', at: READS, nth: 9 });
    none({ answer: 'result', at: 'is in read on' });
    none({ answer: 'number-alive', at: 'is eaten' });
  });
});

describe('a prediction', () => {
  const answer = (kind: Answer['kind'], ...parts: string[]): Answer => ({
    kind,
    parts,
    index: 0,
    because: 'a (2) runs',
  });

  it('is right however it is written', () => {
    const right = (one: Answer, ...typed: string[]): void => {
      for (const text of typed) assert.ok(isAnswer(one, text), `${text} is ${one.parts.join(' ')}`);
    };
    right(answer('content', '65536'), '65536', ' 65536 ', '65,536', '65 536 bytes', '65.536');
    right(answer('result', 'EAGAIN'), 'EAGAIN', 'eagain', 'it fails: EAGAIN', '-EAGAIN');
    right(answer('result', '0'), '0', '0 bytes');
    right(answer('text', 'hi there'), 'hi there', '"hi there"', 'hi there\n');
    right(answer('waits', 'wait', 'read'), 'read, wait', 'wait and read', 'read(), wait4()', 'read wait waitpid');
    right(answer('programs-alive', 'tr', 'sort'), 'sort, tr', 'tr and sort');
    right(answer('programs-alive'), 'nobody', 'none');
  });

  it('is wrong when it says something else, more, or less', () => {
    const wrong = (one: Answer, ...typed: string[]): void => {
      for (const text of typed) assert.ok(!isAnswer(one, text), `${text} is not ${one.parts.join(' ')}`);
    };
    wrong(answer('content', '65536'), '4096', '6553', '65536 or 4096', 'EAGAIN', '');
    wrong(answer('result', '-1'), '1');
    wrong(answer('result', '0'), 'EAGAIN', 'nothing', '0 or EAGAIN');
    wrong(answer('text', 'hi there'), 'Hi there', 'hi', '');
    wrong(answer('waits', 'wait', 'read'), 'read', 'wait, read, write', '');
    wrong(answer('programs-alive', 'tr', 'sort'), 'nobody', 'tr');
  });

  it('is told what happened instead, or that it was right, and why', () => {
    const found = answer('result', '14');
    assert.equal(verdictOf(found, '14'), 'Your prediction is right. It is 14: a (2) runs.');
    assert.equal(verdictOf(found, ' 64 '), 'You predicted “64”, but it is 14: a (2) runs.');
    assert.equal(verdictOf(answer('text', 'a\nb'), 'x'), 'You predicted “x”, but it is "a\\nb": a (2) runs.');
    assert.equal(verdictOf(answer('programs-alive'), 'x'), 'You predicted “x”, but it is nobody: a (2) runs.');
  });
});
