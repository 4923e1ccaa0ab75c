import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timelineOf } from '#xray/timeline.js';
import { RunWords } from '#xray/words.js';
import { Tape } from '../../support/xray/tape.js';

const SIGKILL = 9;
const SIGTERM = 15;

const told = (sent: number): string[] => {
  const timeline = timelineOf(
    new Tape()
      .starts(2, './a')
      .forks(2, 3)
      .call(2, 'kill', { args: [3, sent] })
      .sends(2, sent, 3)
      .ret(2)
      .switch(2, 3)
      .delivers(3, SIGKILL, 'default')
      .ends(3, sent).recording,
  );
  const words = new RunWords(timeline);
  return [
    ...timeline.edges.filter(({ kind }) => kind === 'signal').map((edge) => words.edge(edge)),
    ...timeline.events.flatMap((_, index) => {
      const text = words.event(index) ?? '';
      return text.includes(' gets ') ? [text] : [];
    }),
  ];
};

test('a signal that ends a process is the one that was sent, though the kernel delivers SIGKILL', () => {
  assert.deepEqual(told(SIGTERM), [
    'SIGTERM from a (2) reaches a (3)',
    'a (3) gets SIGTERM, which does what it does by default',
  ]);
});

test('SIGKILL is SIGKILL', () => {
  assert.match(told(SIGKILL)[0] ?? '', /^SIGKILL from/);
});
