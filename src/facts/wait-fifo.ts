import { decodeText } from '#util/bytes.js';
import type { Explain } from './waits.js';
import { visible } from './words.js';

const ACCESS = 3;
const FOR_READING = 0;

/** open and openat: the one file whose open waits for another process is a FIFO. */
export const waitInOpen: Explain = ({ process, call }) => {
  const [, , flags = 0] = call.name === 'openat' ? call.arguments : [0, ...call.arguments];
  const path = call.memory ? decodeText(call.memory) : '';
  const whole = path.startsWith('/') || path === '' ? path : `${process.directory.replace(/\/$/, '')}/${path}`;
  const name = whole === '' ? 'a FIFO' : `the FIFO ${visible(whole)}`;
  return `for somebody to ${(flags & ACCESS) === FOR_READING ? 'write to' : 'read'} ${name}`;
};
