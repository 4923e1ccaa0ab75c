// images/agent/frames.h: numbers and payloads.
import { NONCE_SIZE, type FieldSpec } from '#protocol/frame-spec.js';
import { PROTOCOL_VERSION } from '#protocol/frames.js';
import {
  all,
  block,
  limitCount,
  NOTICE,
  ofAgent,
  ofHost,
  snake,
  upper,
  usesTexts,
  type NamedFrame,
} from './c-names.js';

const TYPES: Readonly<Record<string, string>> = {
  u8: 'uint8_t ',
  u16: 'uint16_t ',
  u32: 'uint32_t ',
  u64: 'uint64_t ',
  bool: 'bool ',
  nonce: 'const uint8_t *',
  bytes: 'const uint8_t *',
  string: 'const char *',
  strings: 'char **',
  limits: 'uint64_t ',
};

export function cHeader(): string {
  return [
    '// The frames of docs/protocol.md: their numbers, and their payloads as structures.',
    NOTICE,
    '#ifndef AGENT_FRAMES_H',
    '#define AGENT_FRAMES_H',
    '',
    '#include <stdbool.h>',
    '#include <stddef.h>',
    '#include <stdint.h>',
    '',
    '#include "message.h"',
    '',
    `enum { PROTOCOL_VERSION = ${PROTOCOL_VERSION}, NONCE_SIZE = ${NONCE_SIZE} };`,
    '',
    '#define UNLIMITED UINT64_MAX',
    '',
    block(
      'enum frame_type',
      all.map(({ name, spec }) => `FRAME_${name} = 0x${spec.number.toString(16).padStart(2, '0')},`),
      '};',
    ),
    '',
    'bool frame_known(uint8_t type);',
    '',
    '// Whether a message may take several frames of this type.',
    'bool frame_may_go_on(uint8_t type);',
    '',
    '// What the host sends. Each *_read takes a payload apart: 0, or -1 and errno, EPROTO if it is malformed,',
    '// ENOMEM. Pointers lead into the payload, those to texts into .texts, which is to be freed in both cases.',
    '',
    ...ofHost.map(
      (frame) =>
        `${enums(frame)}${structure(frame)}\nint ${frame.id}_read(struct ${frame.id} *frame, const void *payload, size_t size);\n`,
    ),
    '// What the agent sends.',
    '',
    ...ofAgent.map(
      (frame) =>
        `${enums(frame)}${structure(frame)}\nvoid ${frame.id}_write(struct writer *writer, const struct ${frame.id} *frame);\n`,
    ),
    '#endif',
    '',
  ].join('\n');
}

function enums({ name, fields, spec }: NamedFrame): string {
  return fields
    .map(({ name: field, values, bits, limits }) => {
      if (values) {
        const pairs = Object.entries(values).map(([key, value]) => `${name}_${upper(field)}_${upper(key)} = ${value}`);
        return `enum { ${pairs.join(', ')} };\n`;
      }
      if (limits) {
        const names = [...limits.map((limit) => `${name}_LIMIT_${upper(limit)}`), limitCount(name)];
        return `${block(
          'enum',
          names.map((each) => `${each},`),
          '};',
        )}\n`;
      }
      if (!bits || spec.number >= 0x80) return '';
      return `enum { ${bits.map((bit, index) => `${name}_${bit} = ${1 << index}`).join(', ')} };\n`;
    })
    .join('');
}

function structure({ name, id, fields, spec }: NamedFrame): string {
  const members = fields.flatMap((field) => member(name, field));
  if (spec.number < 0x80 && usesTexts(fields)) members.push('struct texts texts;');
  return block(`struct ${id}`, members, '};');
}

function member(frame: string, { name, type }: FieldSpec): string[] {
  const line = `${TYPES[type] ?? ''}${snake(name)}${type === 'limits' ? `[${limitCount(frame)}]` : ''};`;
  return type === 'bytes' ? [line, `uint32_t ${snake(name)}_size;`] : [line];
}
