// When a terminal's command has ended, and whether one runs, whatever was typed before the prompt.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeText } from '#util/bytes.js';
import { ShellTurn } from '../../../../web/src/terminal/shell-turn.js';

function atPrompt(): ShellTurn {
  const turn = new ShellTurn();
  turn.begin(false);
  turn.prompted();
  return turn;
}

const type = (turn: ShellTurn, text: string): void => {
  turn.typed(encodeText(text));
};

test('a command runs from Enter to the next prompt, which is a new one once', () => {
  const turn = atPrompt();
  type(turn, 'ls');
  assert.equal(turn.busy.value, false);
  type(turn, '\r');
  assert.equal(turn.busy.value, true);
  assert.equal(turn.prompted(), true);
  assert.equal(turn.busy.value, false);
  assert.equal(turn.prompted(), false, 'the same prompt, drawn again at another size');
});

test('a command that was typed before the first prompt runs after it, and its end is told', () => {
  const turn = new ShellTurn();
  turn.begin(false);
  type(turn, 'ls\r');
  assert.equal(turn.prompted(), true);
  turn.lineFed();
  assert.equal(turn.busy.value, true);
  assert.equal(turn.prompted(), true);
  assert.equal(turn.busy.value, false);
});

test('each of three commands that come at once is told to run, and to have ended', () => {
  const turn = atPrompt();
  type(turn, 'a\rb\rc\r');
  for (const command of ['a', 'b', 'c']) {
    if (command !== 'a') turn.lineFed();
    assert.equal(turn.busy.value, true, command);
    turn.lineFed(); // what it prints
    assert.equal(turn.prompted(), true, command);
  }
  turn.lineFed();
  assert.equal(turn.busy.value, false);
});

test('what a process in the background prints at the prompt is no command', () => {
  const turn = atPrompt();
  type(turn, 'server &\r');
  turn.prompted();
  turn.lineFed();
  assert.equal(turn.busy.value, false);
  // The lines that a program has read are forgotten with the next command.
  type(turn, 'cat\r');
  type(turn, 'one\rtwo\r');
  turn.prompted();
  type(turn, 'true\r');
  turn.prompted();
  turn.lineFed();
  assert.equal(turn.busy.value, false);
});

test('nothing of what was there before counts for what comes there', () => {
  const turn = atPrompt();
  type(turn, 'a\rb\r');
  turn.begin(true);
  assert.equal(turn.busy.value, true);
  turn.end();
  assert.equal(turn.busy.value, false);
  turn.begin(false);
  turn.prompted();
  turn.lineFed();
  assert.equal(turn.busy.value, false);
});
