import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { packed, unpacked, type PackedXray } from '#xray/packed.js';
import type { XrayData } from '#xray/xray-data.js';
import { barrier, handledSignal, lostUpdate, openPipe, pingPong, tcpTalk } from '../../support/xray/stories.js';

describe('an X-ray in a page', () => {
  it('is the same when it is read', () => {
    for (const recording of [openPipe(), lostUpdate(), handledSignal(), tcpTalk(), barrier(), pingPong(100)]) {
      const data: XrayData = {
        title: 'a run',
        recording,
        lines: { './a': { 9: { file: 'a.c', line: 1 } } },
        sources: {},
      };
      const read = JSON.parse(JSON.stringify(packed(data))) as PackedXray;
      assert.deepEqual(unpacked(read), JSON.parse(JSON.stringify(data)));
    }
    const none: XrayData = { title: 'nothing', recording: { version: 1, start: 0, events: [] } };
    assert.deepEqual(unpacked(packed(none)), none);
  });

  it('is a third as long, since what is alike stands there once', () => {
    const data: XrayData = { title: 'a long run', recording: pingPong(3000) };
    assert.ok(JSON.stringify(packed(data)).length < JSON.stringify(data).length / 3);
  });
});
