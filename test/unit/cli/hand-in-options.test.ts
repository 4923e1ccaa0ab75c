// When submissions are due: the lab says it, the command line otherwise.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Command, CommanderError } from 'commander';
import { handInOptions, handInRulesOf, type HandInOptions } from '#cli/hand-in-options.js';

function parse(...words: string[]): HandInOptions {
  const command = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  for (const option of handInOptions()) command.addOption(option);
  return command.parse(words, { from: 'user' }).opts();
}

const LAB = { deadline: '2026-11-20T12:00:00Z', grace: 30, perDay: 10, attempts: 'best' } as const;

test('the command line goes before the lab, option by option', () => {
  assert.deepEqual(handInRulesOf(LAB, parse()), LAB);
  const given = parse('--deadline', '2026-11-21 12:00Z', '--grace', '0', '--attempts', 'latest');
  const expected = { deadline: '2026-11-21T12:00:00.000Z', grace: 0, perDay: 10, attempts: 'latest' };
  assert.deepEqual(handInRulesOf(LAB, given), expected);
  assert.deepEqual(handInRulesOf(undefined, parse()), { grace: 0, perDay: 0 });
});

test('a time without a zone is this computer’s', () => {
  assert.equal(parse('--deadline', '2026-11-26T23:59').deadline, new Date('2026-11-26T23:59').toISOString());
});

test('what needs a deadline says so; what is no time, minute, per cent or rule is refused', () => {
  const message = '--per-day, --attempts on-time: there is no deadline; give --deadline, or one in lab.json';
  const options = parse('--per-day', '5', '--attempts', 'on-time');
  assert.throws(() => handInRulesOf(undefined, options), { code: 'usage', message });
  for (const words of [
    ['--deadline', 'tomorrow'],
    ['--deadline', '2026-13-01T00:00'],
    ['--deadline', '2026'],
    ['--deadline', '2026-11-26'],
    ['--deadline', '2026-02-31T10:00'],
    ['--deadline', '2026-11-26T10:00 PST'],
    ['--grace', '-1'],
    ['--per-day', '101'],
    ['--per-day', '0x10'],
    ['--attempts', 'first'],
  ])
    assert.throws(() => parse(...words), CommanderError, words.join(' '));
});
