// images/agent/frames_text.c: payloads as the lines of test/vectors/payloads.txt, for test-vectors and fuzz-frames.
import type { FieldSpec } from '#protocol/frame-spec.js';
import { block, limitCount, NOTICE, ofAgent, ofHost, snake, usesTexts, type NamedFrame } from './c-names.js';

export function cText(): string {
  return [
    NOTICE,
    '#include "frames_text.h"',
    '',
    '#include <string.h>',
    '',
    '#include "frames.h"',
    ...ofHost.map((frame) => `\n${describer(frame)}`),
    ...ofAgent.map((frame) => `\n${composer(frame)}`),
    '',
    '// clang-format off',
    'const struct frame_text frame_texts[] = {',
    ...ofHost.map(({ name, id }) => `    {"${name}", FRAME_${name}, describe_${id}, NULL},`),
    ...ofAgent.map(({ name, id }) => `    {"${name}", FRAME_${name}, NULL, compose_${id}},`),
    '};',
    '// clang-format on',
    '',
    'const size_t frame_texts_count = sizeof frame_texts / sizeof *frame_texts;',
    '',
    block('const struct frame_text *frame_text_find(const char *name)', [
      'for (size_t i = 0; name != NULL && i < frame_texts_count; i++) {',
      '    if (strcmp(frame_texts[i].name, name) == 0)',
      '        return &frame_texts[i];',
      '}',
      'return NULL;',
    ]),
    '',
  ].join('\n');
}

function describer({ name, id, fields }: NamedFrame): string {
  return block(`static int describe_${id}(struct text *text, const void *payload, size_t size)`, [
    `struct ${id} frame;`,
    `int result = ${id}_read(&frame, payload, size);`,
    'if (result == 0) {',
    ...fields.map((field) => `    ${tell(name, field)}`),
    '}',
    ...(usesTexts(fields) ? ['texts_free(&frame.texts);'] : []),
    'return result;',
  ]);
}

function tell(frame: string, { name, type }: FieldSpec): string {
  const at = `frame.${snake(name)}`;
  switch (type) {
    case 'nonce':
      return `text_bytes(text, "${name}", ${at}, NONCE_SIZE);`;
    case 'bytes':
      return `text_bytes(text, "${name}", ${at}, ${at}_size);`;
    case 'string':
    case 'strings':
      return `text_${type}(text, "${name}", ${at});`;
    case 'limits':
      return `text_limits(text, "${name}", ${at}, ${limitCount(frame)});`;
    default:
      return `text_number(text, "${name}", ${at});`;
  }
}

function composer({ id, fields }: NamedFrame): string {
  return block(`static void compose_${id}(const struct text *text, struct writer *writer)`, [
    `struct ${id} frame = {`,
    ...fields.map(({ name, type }) => `    .${snake(name)} = ${untell(name, type)},`),
    '};',
    `${id}_write(writer, &frame);`,
  ]);
}

function untell(name: string, type: FieldSpec['type']): string {
  if (type === 'nonce') return `text_get_bytes(text, "${name}")`;
  if (type === 'string') return `text_get_string(text, "${name}")`;
  const number = `text_get_number(text, "${name}")`;
  return type === 'u64' ? number : type === 'bool' ? `${number} != 0` : `(uint${type.slice(1)}_t)${number}`;
}
