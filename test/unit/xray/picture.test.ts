// The picture of a run as SVG.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Picture, type PictureOptions } from '#xray/picture/picture.js';
import { Scale } from '#xray/picture/scale.js';
import { fitted, fittedName, timeText } from '#xray/picture/svg.js';
import { moved, View, zoomed } from '#xray/picture/view.js';
import { drawWaits } from '#xray/picture/wait-picture.js';
import type { Recording } from '#xray/events.js';
import { RunState } from '#xray/run-state.js';
import { timelineOf } from '#xray/timeline.js';
import { waitGraph } from '#xray/waits.js';
import {
  closedPipe,
  handledSignal,
  lostUpdate,
  openPipe,
  philosophers,
  pingPong,
  tcpTalk,
} from '../../support/xray/stories.js';
import { Tape } from '../../support/xray/tape.js';

function draw(recording: Recording, options: Partial<PictureOptions> = {}): string {
  const timeline = timelineOf(recording);
  const scale = new Scale(timeline.events);
  const picture = new Picture(timeline, scale);
  return picture.draw({ width: 1000, names: 150, span: { from: 0, to: scale.length }, showsStart: false, ...options });
}

/** Height of a text, px. */
const LINE = 9;

const count = (svg: string, kind: string): number => svg.split(`class="${kind}`).length - 1;

describe('the axis', () => {
  it('folds stretches in which nothing happens, and says how long they are', () => {
    const scale = new Scale(handledSignal().events);
    assert.equal(scale.folds.length, 1);
    assert.ok(scale.length < 1e6, 'a second of sleep takes no more room than 20 usual steps');
    assert.match(draw(handledSignal()), /⋯ 1 s ⋯/);
  });

  it('says it only where the text has room in the fold', () => {
    const tape = new Tape();
    for (let nap = 0; nap < 12; nap++) tape.pause(1_250_000).does(2, 'nanosleep');
    for (const width of [400, 700, 1000, 1400]) {
      const texts = [...draw(tape.recording, { width }).matchAll(/class="fold-text" x="([\d.]+)"[^>]*>([^<]*)</g)]
        .map(([, x = '', text = '']) => ({ x: Number(x), half: (text.length * 7) / 2 }))
        .sort((a, b) => a.x - b.x);
      assert.equal(texts.length > 0, width === 1400);
      for (const [index, { x, half }] of texts.slice(1).entries())
        assert.ok(x - half >= (texts[index]?.x ?? 0) + (texts[index]?.half ?? 0), `${width} px: at ${x}`);
    }
  });

  it('has labels that differ, also beside a fold of a second', () => {
    const labels = [...draw(handledSignal()).matchAll(/class="time"[^>]*>([^<]*)</g)].map(([, label]) => label);
    assert.ok(labels.length > 5);
    assert.deepEqual(labels, [...new Set(labels)]);
  });

  it('goes from times to places and back', () => {
    const { events } = handledSignal();
    const scale = new Scale(events);
    for (const { time } of events) assert.ok(Math.abs(scale.timeAt(scale.placeOf(time)) - time) < 1);
  });

  it('is there for a recording without events, and for events of one instant', () => {
    assert.equal(new Scale([]).length, 1);
    assert.match(draw({ version: 1, start: 0, events: [] }), /^<svg /);
  });

  it('zooms around a place and stays within the run', () => {
    const whole = { from: 0, to: 1000 };
    assert.deepEqual(zoomed(whole, 0.5, 500, 1000), { from: 250, to: 750 });
    assert.deepEqual(zoomed({ from: 0, to: 100 }, 100, 50, 1000), whole);
    assert.deepEqual(moved({ from: 0, to: 100 }, -50, 1000), { from: 0, to: 100 });
    assert.deepEqual(moved({ from: 900, to: 1000 }, 50, 1000), { from: 900, to: 1000 });
  });

  it('has times as a person reads them', () => {
    assert.deepEqual(
      [timeText(15_600, 100), timeText(2_000_000, 1e5), timeText(1_500_000_000, 1e8)],
      ['15.6 µs', '2 ms', '1.5 s'],
    );
  });
});

describe('lanes and arrows', () => {
  it('have a bar for each thing that a thread is at, told apart by more than colour', () => {
    const svg = draw(lostUpdate());
    assert.equal(count(svg, 'ready preempted'), 1);
    assert.match(svg, />preempted</);
    assert.match(draw(openPipe()), /waits: wait/);
  });

  it('name what passes from one to the other', () => {
    assert.match(draw(openPipe()), /class="arrow bytes".*8 B/);
    assert.match(draw(handledSignal()), /class="arrow signal".*SIGUSR1/);
  });

  it('are drawn as well where they begin before all that is in sight, and end behind it', () => {
    const tape = new Tape()
      .starts(2, '/home/student/late')
      .forks(2, 3)
      .does(2, 'kill', { args: [3, 10] })
      .sends(2, 10, 3);
    for (let n = 0; n < 300; n++) tape.does(2, 'write').does(3, 'read').wakes(2, 3).switch(2, 3).switch(3, 2);
    const { recording } = tape.delivers(3, 10, 0x8049200);
    const { length } = new Scale(recording.events);
    const svg = draw(recording, { span: { from: 0.4 * length, to: 0.401 * length } });
    assert.equal(count(svg, 'arrow signal'), 1);
  });

  it('have no text over another one or beyond the edge, however many arrows there are', () => {
    for (const recording of [pingPong(60), pingPong(300), philosophers(), tcpTalk(), lostUpdate(), closedPipe()])
      for (const width of [1000, 390]) {
        const texts = [
          ...draw(recording, { width }).matchAll(
            /<text class="(?:arrow-text|call|caption)" x="([\d.]+)" y="([\d.]+)">([^<]*)</g,
          ),
        ].map(([, x = '', y = '', text = '']) => ({
          text,
          from: Number(x),
          to: Number(x) + 6.9 * text.length,
          y: Number(y),
        }));
        assert.ok(texts.length > 0);
        for (const one of texts) assert.ok(one.to <= width, `${one.text} ends at ${one.to} of ${width}`);
        for (const [index, one] of texts.entries())
          for (const other of texts.slice(index + 1))
            assert.ok(
              Math.abs(one.y - other.y) > LINE || one.to <= other.from || other.to <= one.from,
              `${one.text} and ${other.text} lie on each other at ${one.from}, ${one.y}`,
            );
      }
  });

  it('name the call at the edge that a thread hangs in', () => {
    const svg = draw(philosophers(), { width: 390, names: 96 });
    assert.equal(count(svg, 'lane'), 6);
    assert.equal([...svg.matchAll(/class="call"[^>]*>semop</g)].length, 5);
  });

  it('show what was in an object', () => {
    const svg = draw(openPipe());
    assert.match(svg, />pipe 1</);
    assert.match(svg, /class="amount"[^>]*>8</);
  });

  it('draw the threads that are asked for alone', () => {
    assert.equal(count(draw(openPipe(), { threads: new Set([3]) }), 'lane'), 1);
  });

  it('leave out what a C library does before main, unless it is asked for', () => {
    assert.doesNotMatch(draw(openPipe()), />brk</);
    assert.match(draw(openPipe(), { showsStart: true }), />brk</);
  });

  it('mark the chosen instant where it is in sight', () => {
    assert.equal(count(draw(openPipe(), { chosen: 20 }), 'chosen"'), 1);
    const { events } = openPipe();
    const scale = new Scale(events);
    const late = { from: scale.placeOf(events[25]?.time ?? 0), to: scale.length };
    assert.equal(count(draw(openPipe(), { chosen: 20, span: late }), 'chosen"'), 0);
  });

  it('keep far apart what is far apart, in a part as well', () => {
    const { events } = closedPipe();
    const scale = new Scale(events);
    const view = new View(scale, { from: 0, to: scale.length }, { width: 1000, names: 100 });
    const xs = events.map(({ time }) => view.x(time));
    assert.deepEqual(
      [...xs].sort((a, b) => a - b),
      xs,
    );
    assert.ok(Math.abs(view.timeAt(view.x(events[9]?.time ?? 0)) - (events[9]?.time ?? 0)) < 1);
  });

  it('escape what a program calls itself', () => {
    const svg = draw(new Tape().starts(2, '/home/<script>"&\u001b').does(2, 'pause').recording);
    assert.doesNotMatch(svg, /<script>/);
    assert.match(svg, /&lt;script&gt;/);
    assert.equal(fitted('philosophers', 50, 10), 'phil…');
    assert.equal(fittedName('philosophers (3)', 90, 10), 'phil… (3)');
    assert.equal(fittedName('semaphore set 1', 90, 10), 'semaph… 1');
  });
});

describe('who waits for whom', () => {
  const drawn = ({ events }: Recording, room?: number): string => {
    const state = new RunState();
    for (const [index, event] of events.entries()) state.apply(event, index);
    return drawWaits(waitGraph(state), room);
  };

  it('is a ring of five philosophers', () => {
    const svg = drawn(philosophers());
    assert.equal(count(svg, 'waits-for cycle'), 5);
    assert.equal(count(svg, 'waiter stuck'), 6);
  });

  it('is a loop where somebody holds the end that it waits for', () => {
    assert.equal(count(drawn(openPipe()), 'waits-for cycle'), 1);
  });

  it('has no more width than there is room, and no node on another one', () => {
    for (let several = 2; several <= 7; several++) {
      const svg = drawn(philosophers(several), 318);
      assert.ok(Number(/ width="([\d.]+)"/.exec(svg)?.[1]) <= 318, `${several}: ${svg.slice(0, 120)}`);
      const nodes = [...svg.matchAll(/<rect x="([-\d.]+)" y="([-\d.]+)" width="(\d+)" height="(\d+)"/g)].map((found) =>
        found.slice(1).map(Number),
      );
      assert.equal(nodes.length, several + 1);
      for (const [index, [x = 0, y = 0, width = 0, height = 0]] of nodes.entries()) {
        assert.ok(x >= 0 && x + width <= 318 && y >= 0, `${several}: ${x} ${y}`);
        const others = nodes
          .slice(index + 1)
          .filter(([a = 0, b = 0]) => Math.abs(a - x) < width && Math.abs(b - y) < height);
        assert.deepEqual(others, [], `${several} philosophers`);
      }
    }
    assert.equal(drawn(philosophers(8), 318), '');
    assert.equal(drawn(philosophers(), 2000), drawn(philosophers()));
  });

  it('is no picture where nobody waits for anybody, or too many do', () => {
    assert.equal(drawn(closedPipe()), '');
    assert.equal(drawn(philosophers(20)), '');
  });
});
