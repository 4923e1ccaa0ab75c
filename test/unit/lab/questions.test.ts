import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseLab } from '#lab/parse-lab.js';
import { questionsOf } from '#lab/questions.js';

test('a page asks what the runs of a lab ask, task by task', () => {
  const run = { parties: [{ command: ['a'] }] };
  const asks = { question: 'Q', answer: 'waits' };
  const check = { name: 'check', title: 'C', points: 1, run: 'b', expect: { end: { exit: 0 } } };
  const task = { files: ['a.c'], programs: { a: {} }, checks: [check] };
  const tasks = [
    { ...task, name: 'silent', title: 'Silent', runs: [{ ...run, name: 'b' }] },
    {
      ...task,
      name: 'asking',
      title: 'Asking',
      runs: [
        { ...run, name: 'c' },
        { ...run, name: 'b', predict: asks },
      ],
    },
  ];
  const lab = parseLab(JSON.stringify({ title: 'L', tasks }), 'x/lab.json');
  assert.deepEqual(questionsOf(lab), [{ task: 'asking', title: 'Asking', run: 'b', asks }]);
});
