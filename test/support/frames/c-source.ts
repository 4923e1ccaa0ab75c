// images/agent/frames.c and frames_send.c: payloads from and to bytes.
import type { FieldSpec } from '#protocol/frame-spec.js';
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

export function cSource(): string {
  return [
    NOTICE,
    '#include "frames.h"',
    '',
    block('bool frame_known(uint8_t type)', known(all)),
    '',
    block('bool frame_may_go_on(uint8_t type)', known(all.filter(({ spec }) => spec.long))),
    ...ofHost.map((frame) => `\n${reader(frame)}`),
    ...ofAgent.map((frame) => `\n${writer(frame)}`),
    '',
  ].join('\n');
}

function known(frames: readonly NamedFrame[]): string[] {
  return [
    'switch (type) {',
    ...frames.map(({ name }) => `case FRAME_${name}:`),
    '    return true;',
    'default:',
    '    return false;',
    '}',
  ];
}

function reader({ name, id, fields }: NamedFrame): string {
  const lists = fields.filter(({ type }) => type === 'strings').length;
  return block(`int ${id}_read(struct ${id} *frame, const void *payload, size_t size)`, [
    'struct reader reader = reader_make(payload, size);',
    ...(usesTexts(fields) ? [`if (texts_make(&frame->texts, size, ${lists}) < 0)`, '    return -1;'] : []),
    ...fields.flatMap((field) => read(name, field)),
    'return reader_result(&reader);',
  ]);
}

function read(frame: string, field: FieldSpec): string[] {
  const at = `frame->${snake(field.name)}`;
  switch (field.type) {
    case 'bool':
      return [`${at} = read_bool(&reader);`];
    case 'nonce':
      return [`${at} = read_bytes(&reader, NONCE_SIZE);`];
    case 'bytes':
      return [`${at}_size = read_count(&reader, 1);`, `${at} = read_bytes(&reader, ${at}_size);`];
    case 'string':
    case 'strings':
      return [`${at} = read_${field.type}(&reader, &frame->texts);`];
    case 'limits':
      return [`read_limits(&reader, ${at}, ${limitCount(frame)});`];
    default:
      return [`${at} = read_${field.type}(&reader);`, ...check(frame, field, at)];
  }
}

function check(frame: string, { name, values, bits }: FieldSpec, at: string): string[] {
  if (values) {
    const numbers = Object.values(values).sort((a, b) => a - b);
    if (numbers.some((number, index) => number !== (numbers[0] ?? 0) + index)) throw new Error(`${name} has gaps`);
    const ends = [numbers.at(0), numbers.at(-1)].map(
      (end) => Object.keys(values).find((key) => values[key] === end) ?? '',
    );
    const [least, most] = ends.map((key) => `${frame}_${upper(name)}_${upper(key)}`);
    return [`reader_between(&reader, ${at}, ${least}, ${most});`];
  }
  if (!bits) return [];
  const mask = bits.map((bit) => `${frame}_${bit}`).join(' | ');
  return [`reader_require(&reader, ${at} <= ${bits.length > 1 ? `(${mask})` : mask});`];
}

function writer({ id, fields }: NamedFrame): string {
  return block(
    `void ${id}_write(struct writer *writer, const struct ${id} *frame)`,
    fields.map(({ name, type }) => {
      const at = `frame->${snake(name)}`;
      if (type === 'nonce') return `write_bytes(writer, ${at}, NONCE_SIZE);`;
      return `write_${type === 'bool' ? 'u8' : type}(writer, ${at});`;
    }),
  );
}

export function cSendHeader(): string {
  return [
    "// Sends the agent's frames that have fields.",
    NOTICE,
    '#ifndef AGENT_FRAMES_SEND_H',
    '#define AGENT_FRAMES_SEND_H',
    '',
    '#include "frames.h"',
    '',
    ...ofAgent.map((frame) => `${sender(frame)};`),
    '',
    '#endif',
    '',
  ].join('\n');
}

export function cSendSource(): string {
  return [
    NOTICE,
    '#include "frames_send.h"',
    '',
    '#include "port.h"',
    ...ofAgent.map(
      (frame) =>
        '\n' +
        block(sender(frame), [
          'uint8_t payload[FRAME_PAYLOAD_MAX];',
          'struct writer writer = writer_make(payload, sizeof payload);',
          `${frame.id}_write(&writer, frame);`,
          `port_send(FRAME_${frame.name}, job, payload, writer.size);`,
        ]),
    ),
    '',
  ].join('\n');
}

function sender({ name, id }: NamedFrame): string {
  return `void send_${name.toLowerCase()}(uint32_t job, const struct ${id} *frame)`;
}
