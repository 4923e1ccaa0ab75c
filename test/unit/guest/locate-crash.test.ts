import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseElf } from '#elf/file.js';
import { symbolsOf } from '#elf/symbols.js';
import type { CrashTrace } from '#facts/parse/crash.js';
import { locateCrashes } from '#guest/locate-crash.js';
import { encodeText } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { compiled } from '../../support/native-compiler.js';

const SOURCE = 'int fill(int *p)\n{\n    return *p = 1; // here\n}\nint main(void) { return fill(0); }\n';

function traceIn(program: Uint8Array, path: string): CrashTrace {
  const elf = parseElf(program);
  assert.ok(elf);
  const fill = symbolsOf(elf).find(({ name }) => name === 'fill');
  const segment = elf.segments.find(
    ({ address, size }) => fill && fill.value >= address && fill.value < address + size,
  );
  assert.ok(fill && segment);
  // Wherever the kernel has put it.
  const begin = 0x5655_5000;
  return {
    pid: 7,
    thread: 7,
    signal: 11,
    name: 'p',
    instruction: begin + fill.value - segment.address + fill.size - 3,
    stackPointer: 0xbfff_0000,
    mappings: [{ begin, end: begin + segment.size, offset: segment.offset, path }],
    stack: new Uint8Array(0),
  };
}

const files =
  (all: Record<string, Uint8Array>) =>
  async (path: string): Promise<Uint8Array<ArrayBuffer>> => {
    const content = Object.entries(all).find(([name]) => path.endsWith(name))?.[1];
    if (!content) throw new IpclabError('guest-refused', 'open: ENOENT');
    return new Uint8Array(content);
  };

test('a crash is told with its line, its function and what stands there, wherever the program lies', async () => {
  for (const flags of [['-no-pie'], ['-pie', '-fPIE']]) {
    const program = compiled(SOURCE, ['-g', '-O0', ...flags]);
    const trace = traceIn(program, '/run/p');
    const [crash] = await locateCrashes([trace], files({ '/run/p': program, '/t.c': encodeText(SOURCE) }));
    const place = { file: 't.c', line: 3, text: 'return *p = 1; // here', function: 'fill', within: null };
    assert.deepEqual(crash, { pid: 7, name: 'p', signal: 'SIGSEGV', place });
  }
});

test('what is not there, says nothing, or is nowhere has no place', async () => {
  const program = compiled(SOURCE, ['-g', '-O0']);
  const trace = traceIn(program, '/run/p');
  const placesOf = async (one: CrashTrace, all: Record<string, Uint8Array>): Promise<unknown> =>
    (await locateCrashes([one], files(all)))[0]?.place;
  assert.equal(await placesOf(trace, {}), null);
  assert.equal(await placesOf(trace, { '/run/p': encodeText('no program') }), null);
  assert.equal(await placesOf(traceIn(compiled(SOURCE, ['-g0']), '/run/p'), { '/run/p': compiled(SOURCE) }), null);
  assert.equal(await placesOf({ ...trace, instruction: 0 }, { '/run/p': program }), null);
  const withoutSource = (await placesOf(trace, { '/run/p': program })) as { line: number; text: null };
  assert.deepEqual([withoutSource.line, withoutSource.text], [3, null]);
});
