import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matcherWords, matches, PartyEvents } from '#checks/events.js';
import { lookedAt } from '../../support/checks.js';
import { fullPipe, openPipe } from '../../support/xray/stories.js';

const eventsOf = (recording: ReturnType<typeof openPipe>, pid = 2): PartyEvents => {
  const events = PartyEvents.of(lookedAt({ pid }, { recording }));
  assert.ok(typeof events !== 'string', 'its events were recorded');
  return events;
};

test('calls are told by what they are about', () => {
  assert.deepEqual(
    [
      matcherWords({ call: 'wait' }),
      matcherWords({ call: 'read', on: 'message-queue' }),
      matcherWords({ call: 'close', on: 'pipe', end: 'write' }),
      matcherWords({ call: 'open', fails: true }),
    ],
    ['wait', 'read on a message queue', 'close on the write end of a pipe', 'a failing open'],
  );
});

test('a name of the manual stands for its family', () => {
  const [one] = eventsOf(openPipe()).matching({ call: 'read' });
  assert.ok(one);
  const isCalled = (name: string, call: string): boolean =>
    matches({ ...one, event: { ...one.event, name } }, { call });
  for (const name of ['wait4', 'waitpid', 'waitid']) assert.ok(isCalled(name, 'wait'), name);
  assert.ok(isCalled('execveat', 'execve'));
  assert.ok(!isCalled('clone', 'fork'), 'it may make a thread');
  assert.ok(!isCalled('read', 'wait'));
});

test('a call that has not ended counts, and what the loader reads does not', () => {
  const reads = eventsOf(openPipe()).matching({ call: 'read' });
  assert.deepEqual(
    reads.map(({ end }) => end?.result),
    [8, undefined],
  );
});

test('who waits has waited, and goes on by somebody', () => {
  const events = eventsOf(fullPipe());
  const [write] = events.matching({ call: 'write', on: 'pipe' }).filter((call) => events.waited(call) > 0);
  assert.ok(write);
  assert.ok(events.wakersOf(write).some(({ event }) => event.name === 'read'));
});

test('amounts are those of things that the party has used', () => {
  assert.deepEqual(eventsOf(openPipe()).amounts('pipe'), [8, 0]);
  assert.deepEqual(eventsOf(openPipe(), 77).amounts('pipe'), []);
});
