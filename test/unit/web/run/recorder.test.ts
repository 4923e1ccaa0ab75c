// What a page keeps of a run that is recorded.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IpclabError } from '#util/error.js';
import type { Recording } from '#xray/events.js';
import type { XrayData } from '#xray/xray-data.js';
import { keepSwitch } from '../../../../web/src/ui/kept-switch.js';
import { Recorder } from '../../../../web/src/xray/recorder.js';
import { Tape } from '../../../support/xray/tape.js';

type Place = Parameters<Recorder['begin']>[0];

/** A place that tells these parts of a recording, one after the other. */
function placeOf(parts: Recording[], refuses?: string): Place & { readonly asked: string[] } {
  const asked: string[] = [];
  const container = {
    evidence: () => Promise.resolve(null),
    record: () => {
      asked.push('record');
      return refuses === undefined ? Promise.resolve() : Promise.reject(new IpclabError('guest-refused', refuses));
    },
    takeRecording: () => {
      const part = parts.shift();
      return part ? Promise.resolve(part) : Promise.reject(new IpclabError('machine-lost', 'the machine is gone'));
    },
    get: () => Promise.reject(new IpclabError('guest-refused', 'there is no such file')),
  };
  return { container, directory: '/home/student/a', asked };
}

function dataOf({ shown: { value } }: Recorder): XrayData {
  assert.ok(value, 'nothing is known');
  return value.data;
}

const first = (): Recording => new Tape().born(5).starts(5, './a').recording;
const second = (): Recording => new Tape().does(5, 'write', { args: [1] }, 2).recording;
const EMPTY: Recording = { version: 1, start: 0, events: [] };

test('nothing is asked of the guest unless somebody wants it', async () => {
  const recorder = new Recorder();
  const place = placeOf([first()]);
  await recorder.begin(place, 'a', new Map());
  await recorder.take();
  assert.deepEqual([place.asked, recorder.shown.value?.data], [[], undefined]);
});

test('what is taken later comes behind what was known, with the sources as they were', async () => {
  const recorder = new Recorder();
  recorder.wanted.value = true;
  await recorder.begin(placeOf([first(), EMPTY, second()]), 'a', new Map([['a.c', 'int main;']]));
  await recorder.take();
  const before = recorder.shown.value?.data;
  assert.ok(before);
  await recorder.take();
  assert.equal(recorder.shown.value?.data, before, 'nothing has happened, and nothing is drawn again');
  await recorder.take();
  assert.deepEqual(dataOf(recorder).recording.events.length, before.recording.events.length + second().events.length);
  assert.deepEqual(dataOf(recorder).sources, { 'a.c': 'int main;' });
});

test('two who ask at once get what each would have got', async () => {
  const recorder = new Recorder();
  recorder.wanted.value = true;
  await recorder.begin(placeOf([first(), second()]), 'a', new Map());
  await Promise.all([recorder.take(), recorder.take()]);
  assert.deepEqual(dataOf(recorder).recording.events.at(-1), second().events.at(-1));
});

test('what was read of a machine that goes stays, until another run', async () => {
  const recorder = new Recorder();
  recorder.wanted.value = true;
  await recorder.begin(placeOf([first()]), 'a', new Map());
  await recorder.take();
  await recorder.take();
  assert.ok(recorder.shown.value?.data);
  assert.equal(recorder.recording.value, false);
  recorder.forget();
  assert.equal(recorder.shown.value, undefined);
});

test('where there is no room for a recording the run goes on, and the panel says why', async () => {
  const recorder = new Recorder();
  recorder.wanted.value = true;
  await recorder.begin(placeOf([], 'cannot allocate memory'), 'a', new Map());
  assert.deepEqual([recorder.recording.value, recorder.fault.value], [false, 'cannot allocate memory']);
  recorder.forget();
  assert.equal(recorder.fault.value, undefined);
});

test('a run elsewhere is shown when it is over, and what keeps it from being so is told', async () => {
  const recorder = new Recorder();
  const data = { title: 'a', recording: first() };
  const showing = recorder.show('a', () => Promise.resolve({ data, at: 1 }));
  assert.equal(recorder.elsewhere.value, 'a');
  await showing;
  assert.deepEqual([recorder.elsewhere.value, recorder.shown.value], [undefined, { data, at: 1 }]);
  await recorder.show('b', () => Promise.reject(new IpclabError('build-failed', 'b does not compile')));
  assert.deepEqual([recorder.shown.value, recorder.fault.value], [undefined, 'b does not compile']);
});

test('who runs or opens something else meanwhile does not see a run from elsewhere', async () => {
  const recorder = new Recorder();
  let isGivenUp = false;
  const showing = recorder.show('a', (signal) => {
    recorder.forget();
    isGivenUp = signal.aborted;
    return Promise.resolve({ data: { title: 'a', recording: first() } });
  });
  assert.equal(isGivenUp, true);
  await showing;
  assert.deepEqual([recorder.shown.value, recorder.elsewhere.value], [undefined, undefined]);
});

test('the setting is the page’s: a lab within another page, of the same origin, does not follow it', (t) => {
  const kept = new Map([['ipclab.xray', 'on']]);
  const before = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
  Object.defineProperty(globalThis, 'localStorage', {
    configurable: true,
    value: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => kept.set(key, text),
    },
  });
  t.after(() => {
    Reflect.deleteProperty(globalThis, 'localStorage');
    if (before) Object.defineProperty(globalThis, 'localStorage', before);
  });
  const { wanted } = new Recorder();
  assert.equal(wanted.value, false);
  keepSwitch('ipclab.xray', wanted);
  assert.equal(wanted.value, true, 'as it was kept');
  wanted.value = false;
  assert.equal(kept.get('ipclab.xray'), 'off');
});
