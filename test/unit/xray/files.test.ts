// Recordings in files, and the lines of their programs.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseElf } from '#elf/file.js';
import { symbolsOf } from '#elf/symbols.js';
import { hasCode } from '#util/error.js';
import type { Recording } from '#xray/events.js';
import { linesOfPrograms } from '#xray/lines-of-programs.js';
import { parseXrayFile } from '#xray/parse-xray.js';
import { timelineOf } from '#xray/timeline.js';
import { lineOfData, type XrayData } from '#xray/xray-data.js';
import { compiled } from '../../support/native-compiler.js';
import {
  barrier,
  closedPipe,
  fullPipe,
  handledSignal,
  lostUpdate,
  openPipe,
  philosophers,
} from '../../support/xray/stories.js';
import { Tape } from '../../support/xray/tape.js';

describe('a file', () => {
  it('holds a recording, alone or with lines and sources', () => {
    for (const recording of [
      openPipe(),
      closedPipe(),
      fullPipe(),
      lostUpdate(),
      philosophers(),
      handledSignal(),
      barrier(),
    ]) {
      const plain = JSON.parse(JSON.stringify(recording)) as Recording;
      assert.deepEqual(parseXrayFile(JSON.stringify(recording), 'a.json'), { title: 'a.json', recording: plain });
      const data: XrayData = { title: 'run', recording: plain, lines: { '/a': { '4': { file: 'a.c', line: 1 } } } };
      assert.deepEqual(parseXrayFile(JSON.stringify(data), 'a.json'), data);
    }
  });

  it('that is none is named, with the field and what to do', () => {
    const broken = { ...openPipe(), events: [{ kind: 'wake', time: 1, thread: 2 }] };
    for (const [text, fault] of [
      ['{', /^a\.json: is not JSON/],
      ['[]', /^a\.json: .*; give a file that ipclab run --xray FILE\.json wrote$/],
      [JSON.stringify(broken), /^a\.json: events\.0\.whom: /],
    ] as const)
      assert.throws(
        () => parseXrayFile(text, 'a.json'),
        (error) => hasCode(error, 'usage') && fault.test(error.message),
      );
  });
});

describe('lines', () => {
  const text = ['#include <unistd.h>', 'int main(void)', '{', '    return (int)read(0, 0, 0);', '}'].join('\n');

  it('are found for the calls of a program, and not for those of its libraries', () => {
    const elf = parseElf(compiled(text, ['-O0', '-no-pie', '-g']));
    assert.ok(elf);
    const main = symbolsOf(elf).find(({ name }) => name === 'main');
    assert.ok(main);
    const [file, line] = ['t.c', 4];
    const tape = new Tape().starts(2, '/home/a').does(2, 'read', { callers: [0xf7d00001, main.value + main.size - 3] });
    const lines = linesOfPrograms(tape.recording, (path) => (path === '/home/a' ? elf : undefined));
    const found = timelineOf(tape.recording, lineOfData({ lines })).calls.at(-1)?.line;
    assert.deepEqual([found?.file, found?.function], [file, 'main']);
    assert.ok(Math.abs((found?.line ?? 0) - line) <= 1);
    assert.deepEqual(Object.keys(lines['/home/a'] ?? {}).length, 1);
  });

  it('are none where no program is known', () => {
    const tape = new Tape().starts(2, '/home/a').does(2, 'read', { callers: [1] });
    assert.deepEqual(
      linesOfPrograms(tape.recording, () => undefined),
      {},
    );
  });
});
