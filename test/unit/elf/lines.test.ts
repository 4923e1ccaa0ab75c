import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseElf, type ElfFile } from '#elf/file.js';
import { lineAt } from '#elf/lines.js';
import { functionAt, symbolsOf } from '#elf/symbols.js';
import { compiled } from '../../support/native-compiler.js';

const SOURCE = [
  'static int idle(void)',
  '{',
  '    return 1;',
  '}',
  'int wanted(int n)',
  '{',
  '    int twice = 2 * n;',
  '    return twice + idle();',
  '}',
  'int main(void)',
  '{',
  '    return wanted(3);',
  '}',
].join('\n');

function program(flags: readonly string[], text = SOURCE): { elf: ElfFile; address: number; size: number } {
  const elf = parseElf(compiled(text, ['-O0', '-no-pie', ...flags]));
  assert.ok(elf);
  const wanted = symbolsOf(elf).find(({ name }) => name === 'wanted');
  assert.ok(wanted);
  return { elf, address: wanted.value, size: wanted.size };
}

for (const form of ['-gdwarf-2', '-gdwarf-3', '-gdwarf-4', '-gdwarf-5', '-gstabs']) {
  test(`each address of a function has its line, with ${form}`, () => {
    const { elf, address, size } = program([form, '-w']);
    const lines = Array.from({ length: size }, (_, at) => lineAt(elf, address + at));
    assert.deepEqual([...new Set(lines.map((row) => row?.line))], [6, 7, 8, 9]);
    assert.ok(lines.every((row) => row?.file === 't.c'));
    assert.equal(functionAt(symbolsOf(elf), address + size - 1), 'wanted');
    assert.equal(functionAt(symbolsOf(elf), address - 1), 'idle');
    assert.equal(lineAt(elf, 1), undefined);
  });
}

test('a line of an included file is a line of that file', () => {
  const text = `# 40 "below/part.c"\n${SOURCE}`;
  const { elf, address } = program(['-g'], text);
  const { file, line } = lineAt(elf, address) ?? {};
  assert.deepEqual([file, line], ['below/part.c', 45]);
});

test('a program without debug information has no lines, and damage is no error', () => {
  const { elf, address } = program(['-g0']);
  assert.equal(lineAt(elf, address), undefined);
  const damaged = program(['-g']);
  for (let at = 0; at < 300; at++) {
    const sections = damaged.elf.sections.map((section) => {
      if (section.name !== '.debug_line') return section;
      const content = section.content.slice();
      content[at] = 0xff;
      return { ...section, content };
    });
    lineAt({ ...damaged.elf, sections }, damaged.address);
  }
});
