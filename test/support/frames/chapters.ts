// The tables of docs/protocol.md.
import type { FieldSpec, FrameSpec } from '#protocol/frame-spec.js';
import { FRAMES } from '#protocol/frames.js';

const cell = (text: string): string => text.replaceAll('|', '\\|');
const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

/** Each table by the name of its part. */
export const frameTables = (): Record<string, string> => ({
  'frames of the host': framesTable('host'),
  'frames of the agent': framesTable('agent'),
  'fields of EXEC': fieldsTable('EXEC'),
  'fields of EXITED': fieldsTable('EXITED'),
});

/** All frames of one side, with the payloads that are told in a few words. */
function framesTable(side: 'host' | 'agent'): string {
  const frames = Object.entries<FrameSpec>(FRAMES).filter(([, { number }]) => number < 0x80 === (side === 'host'));
  return [
    row('type', 'name', 'what', 'payload'),
    row('---', '---', '---', '---'),
    ...frames.map(([name, frame]) => row(hex(frame.number), `\`${name}\``, frame.what, payload(frame))),
  ].join('\n');
}

/** One frame's fields, a row each. */
function fieldsTable(name: keyof typeof FRAMES): string {
  const { fields = [] }: FrameSpec = FRAMES[name];
  return [
    row('field', 'type', 'meaning'),
    row('---', '---', '---'),
    ...fields.map((field) => row(field.name, field.type, meaning(field))),
  ].join('\n');
}

const hex = (number: number): string => `0x${number.toString(16).padStart(2, '0')}`;

/** Fields of which more is said in a table of their own have too many to be told in a row. */
function payload({ fields }: FrameSpec): string {
  if (!fields) return 'bytes';
  if (fields.length === 0) return 'empty';
  if (fields.length > 8) return 'see below';
  return fields.map((field) => [`${field.type} ${field.name}`, meaning(field)].filter(Boolean).join(': ')).join('; ');
}

function meaning({ what, values, bits }: FieldSpec): string {
  const numbers = values && Object.entries(values).map(([key, value]) => `${value} ${key}`);
  const names = bits && bits.length < 4 ? bits.map((bit) => `\`${bit}\``).join(', ') : '';
  return [what, numbers ? `(${numbers.join(', ')})` : '', names ? `(${names})` : ''].filter(Boolean).join(' ');
}
