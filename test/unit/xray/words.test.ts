// A run as a text.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eventSaying, storyOf } from '#xray/story.js';
import { timelineOf } from '#xray/timeline.js';
import { RunWords } from '#xray/words.js';
import {
  closedPipe,
  handledSignal,
  killedOpenPipe,
  lostUpdate,
  openPipe,
  philosophers,
  tcpTalk,
} from '../../support/xray/stories.js';
import { Tape, use } from '../../support/xray/tape.js';

const story = (recording: Parameters<typeof timelineOf>[0]): string[] =>
  storyOf(timelineOf(recording)).map(({ text }) => text);

describe('the story of a run', () => {
  it('of the open pipe says who holds what, who reads what, and why nobody goes on', () => {
    assert.deepEqual(story(openPipe()), [
      'open-pipe (2) executes /home/student/open-pipe',
      'open-pipe (2) makes pipe 1: descriptors 3 (read end) and 4 (write end)',
      'open-pipe (2) makes its child open-pipe (3)',
      'open-pipe (2) closes descriptor 3, the read end of pipe 1',
      'open-pipe (2) writes 8 bytes to pipe 1: "hi there"',
      'open-pipe (2) closes descriptor 4, the write end of pipe 1',
      'open-pipe (2) is in wait and has not come back',
      'open-pipe (3) reads 8 bytes from pipe 1: "hi there"',
      'open-pipe (3) writes 15 bytes to terminal /dev/pts/0: "child: 8 bytes\\n"',
      'open-pipe (3) is in read on pipe 1 and has not come back',
      'at the end open-pipe (2) waits in wait4 for its child open-pipe (3) to end',
      'at the end open-pipe (3) waits in read on the pipe of descriptor 3, whose write end it holds itself on descriptor 4',
      'nobody can wake open-pipe (3): it waits for what only it could give',
      'open-pipe (2) waits for open-pipe (3), who cannot go on',
    ]);
  });

  it('of a connection calls each socket by what it comes to be connected to, from its first call on', () => {
    const told = story(tcpTalk()).filter((text) => text.includes('socket'));
    assert.deepEqual(told.slice(0, 3), [
      'server (2) makes socket tcp 127.0.0.1:5460 > 0.0.0.0:0: descriptor 3 (both)',
      'client (3) makes socket tcp 127.0.0.1:45642 > 127.0.0.1:5460: descriptor 3 (both)',
      'server (2) makes socket tcp 127.0.0.1:5460 > 127.0.0.1:45642: descriptor 4 (both)',
    ]);
  });

  it('of a run that a limit ended says why it hung before that', () => {
    const ending = (recording: Parameters<typeof timelineOf>[0]): string[] =>
      story(recording).filter((text) => /at the end|nobody|cannot go on/.test(text));
    assert.deepEqual(ending(killedOpenPipe()), ending(openPipe()));
    assert.equal(ending(openPipe()).length, 4);
    assert.ok(story(killedOpenPipe()).includes('the kernel sends SIGKILL to open-pipe (3)'));
  });

  it('calls the pipes that a program was given what they are to it', () => {
    const out = use(1, { kind: 'pipe', id: 1 }, 'write');
    const tape = new Tape().starts(2, '/a').does(2, 'write', { args: [1, 1, 2], uses: [out], bytes: 'hi' }, 2);
    assert.equal(story(tape.recording)[1], 'a (2) writes 2 bytes to standard output: "hi"');
  });

  it('of the lost update says who was preempted', () => {
    const text = story(lostUpdate());
    assert.ok(text.includes('lost-update (3) is preempted: lost-update (4) runs'), text.join('\n'));
  });

  it('of a pipe that ends says that it has no writer', () => {
    assert.ok(story(closedPipe()).includes('open-pipe (3) reads the end of pipe 1: it is empty and has no writer'));
  });

  it('says which semaphore is taken', () => {
    assert.ok(story(philosophers()).includes('philosophers (3) adds −1 to semaphore 0 of semaphore set 0'));
  });

  it('says that a handler runs', () => {
    assert.ok(story(handledSignal()).includes('handler (3) gets SIGUSR1: its handler runs'));
  });

  it('escapes what would act instead of being read', () => {
    const terminal = use(1, { kind: 'terminal', id: 1 }, 'both');
    const tape = new Tape().does(2, 'write', { args: [1, 1, 5], uses: [terminal], bytes: '\x1b[2J\n' }, 5);
    assert.match(story(tape.recording)[0] ?? '', /"\\x1b\[2J\\n"$/);
  });

  it('is bounded', () => {
    const tape = new Tape();
    for (let n = 0; n < 1000; n++) tape.does(2, 'kill', { args: [3, 10] });
    const text = story(tape.recording);
    assert.equal(text.length, 401);
    assert.equal(text.at(-1), '600 more events');
  });
});

it('arrows say what passes from whom to whom', () => {
  const say = (recording: Parameters<typeof timelineOf>[0]): string[] => {
    const timeline = timelineOf(recording);
    const words = new RunWords(timeline);
    return timeline.edges.map((edge) => words.edge(edge));
  };
  assert.deepEqual(say(openPipe()), [
    'open-pipe (2) makes open-pipe (3)',
    '8 bytes from open-pipe (2) reach open-pipe (3): "hi there"',
  ]);
  assert.ok(say(handledSignal()).includes('SIGUSR1 from handler (2) reaches handler (3)'));
});

describe('the event that a pattern means', () => {
  const timeline = timelineOf(openPipe());

  it('is the first one of the program that says it', () => {
    const at = eventSaying(timeline, '^open-pipe \\(\\d+\\) closes descriptor');
    assert.equal(new RunWords(timeline).event(at ?? -1), 'open-pipe (2) closes descriptor 3, the read end of pipe 1');
  });

  it('is none of the start of the C library, and none at all where nobody says it', () => {
    const { recording } = new Tape()
      .starts(2, '/a')
      .does(2, 'brk', {}, 16)
      .does(2, 'getppid', {}, 1)
      .does(2, 'brk', {}, 32);
    const run = timelineOf(recording);
    assert.equal(new RunWords(run).event(eventSaying(run, 'calls brk') ?? -1), 'a (2) calls brk, which gives 32');
    assert.equal(eventSaying(run, 'nobody says this'), undefined);
  });
});
