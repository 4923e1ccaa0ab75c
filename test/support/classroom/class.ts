// A class for the command line.
import { watch } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readLedger } from '#classroom/ledger/ledger.js';
import { loadLab } from '#course/lab.js';
import type { SubmissionResult } from '#lab/result.js';
import { decodeText } from '#util/bytes.js';
import { FIXTURES } from '../fixtures.js';
import { hostilePrograms, inOneFile } from '../hostile/programs.js';
import { zip, zipOf } from './archives.js';
import type { Tree } from './take.js';

/** The same program as other bytes. */
export function varied(source: string, number: number): string {
  return `${source}/* ${number} */\n`;
}

/** Waits until a grader has written so many results into a folder. */
export async function linesOfLedger(folder: string, count: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  await new Promise<void>((resolve) => {
    const look = (): void => {
      void readLedger(folder).then(({ records }) => {
        if (records.length < count) return;
        watcher.close();
        resolve();
      });
    };
    const watcher = watch(folder, look);
    look();
  });
}

/** What a result must say. */
export interface Expected {
  readonly status: SubmissionResult['status'];
  readonly points: number;
  /** The first check that must have failed. */
  readonly failed?: string;
  /** In the reason, or in the notes where there is none. */
  readonly note?: RegExp;
  /** Whether it broke machines down. */
  readonly lost?: true;
}

export interface MadeClass {
  /** By path, below `class/`. */
  readonly files: Tree;
  /** By the submission's id. */
  readonly expected: ReadonlyMap<string, Expected>;
}

export const LARGE_CLASS_LAB = join(FIXTURES, 'labs/sum');

const WRONG: Readonly<Record<string, Omit<Expected, 'status'>>> = {
  difference: { points: 0, failed: 'prints' },
  status: { points: 3, failed: 'ends' },
  segment: { points: 3, failed: 'leaves' },
  broken: { points: 0, failed: 'prints' },
};

/** Programs that end the emulator, each time: no points, and a verdict all the same. */
export const LOST: ReadonlySet<string> = new Set(['bad-sigreturn', 'enter-without-stack', 'interrupt-return']);

/** Those that keep the compiler busy until its limits: minutes for one submission, and judged by the corpus's own test. */
const SLOW = new Set(['assembler-loop', 'assembler-repeat', 'include-twice', 'macro-bomb']);

const { reference, wrong } = (await loadLab(LARGE_CLASS_LAB)).files;

/**
 * References and wrong solutions in every form, hostile programs between them, archives that are empty or broken.
 *
 * @param hostile names of the hostile programs
 */
export function largeClass(size: number, hostile: readonly string[] = hostilePrograms()): MadeClass {
  const files: Record<string, string | Uint8Array> = {};
  const expected = new Map<string, Expected>();
  const add = (id: string, name: string, content: string | Uint8Array, wanted: Expected): void => {
    files[`class/${name}`] = content;
    expected.set(id, wanted);
  };
  for (const name of hostile.filter((program) => !SLOW.has(program))) {
    const lost = LOST.has(name) ? ({ lost: true } as const) : {};
    add(`hostile-${name}`, `hostile-${name}/sum.c`, inOneFile(name), { status: 'graded', points: 0, ...lost });
  }
  for (const [index, { content, note }] of brokenArchives().entries())
    add(`broken-${index}`, `broken-${index}.zip`, content, { status: 'rejected', points: 0, note });
  const kinds = Object.entries(WRONG);
  for (let index = 0; expected.size < size; index++) {
    const [kind, wanted] = index % 3 === 0 ? (kinds[(index / 3) % kinds.length] ?? ['', undefined]) : ['', undefined];
    const id = `student-${String(index).padStart(3, '0')}`;
    const source = (wanted ? wrong[kind] : reference)?.['sum.c'] ?? new Uint8Array(0);
    const text = varied(decodeText(source), index);
    const asked: Expected = { status: 'graded', ...(wanted ?? { points: 4 }) };
    if (index % 4 === 0) add(id, `${id}.c`, text, asked);
    else if (index % 4 === 1) add(id, `${id}.zip`, zipOf({ 'hw1/sum.c': text }), asked);
    else if (index % 4 === 2) add(id, `${id}/work/sum.c`, text.replaceAll('\n', '\r\n'), asked);
    else add(id, `${id}.ipclab.json`, JSON.stringify({ format: 1, files: { 'sum.c': text } }), asked);
  }
  return { files, expected };
}

function brokenArchives(): { content: Uint8Array; note: RegExp }[] {
  const whole = zipOf({ 'sum.c': 'int main(void) {}\n' });
  const damaged = /damaged or incomplete/;
  return [
    { content: Buffer.alloc(0), note: /is empty/ },
    { content: zipOf({}), note: /holds no file/ },
    { content: Buffer.from('Rar!\u001a\u0007\u0000'), note: /is a RAR archive/ },
    { content: Buffer.from('not an archive'), note: /is not one/ },
    { content: zipOf({ 'report.pdf': '%PDF' }), note: /holds no source file/ },
    { content: zipOf({ '../../sum.c': 'x' }), note: /nothing that it holds can be graded/ },
    { content: zip([{ name: 'sum.c', content: 'x', flags: 1 }]), note: /is encrypted/ },
    { content: zip([{ name: 'sum.c', content: 'x', crc: 1 }]), note: /sum\.c in .* is damaged/ },
    ...[25, 40, 60, 90].map((size) => ({ content: whole.subarray(0, size), note: damaged })),
  ];
}
