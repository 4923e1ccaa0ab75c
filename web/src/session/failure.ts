// What went wrong, as a sentence with a cure. Whatever is thrown at the page ends here.
import { IpclabError, type ErrorCode } from '#util/error.js';
import type { Problem } from './state.js';

const KEPT = 'Your files are kept.';

const RESTART = { cure: `Restart the machine; it takes a second. ${KEPT}`, action: 'restart' } as const;
const RELOAD = { cure: `Load the page again. ${KEPT}`, action: 'reload' } as const;

const NO_WEBASSEMBLY: Problem = {
  sentence: 'This browser does not run WebAssembly, which the machine is made of.',
  cure: 'Turn WebAssembly on (strict privacy modes switch it off), or open the page in another browser; then load it again.',
  action: 'reload',
};

const NO_MEMORY: Problem = {
  sentence: 'The browser has not enough memory left for the machine, which needs about 300 MB.',
  cure: `Close other tabs or programs, then restart the machine. ${KEPT}`,
  action: 'restart',
};

const NO_WORKER: Problem = {
  sentence: 'The browser does not let the page start its worker, in which the machine runs.',
  cure: 'An extension or a rule of this network may block it: allow scripts of this page, then load it again.',
  action: 'reload',
};

const MEMORY = /out of memory|allocat|RangeError|memory access|could not grow/i;
const WORKER = /cannot be loaded|SecurityError|Worker/;

const BY_CODE: Partial<Record<ErrorCode, (message: string) => Problem>> = {
  // These messages say already what to do.
  'image-missing': (message) => ({ sentence: `The machine cannot start: ${message}.`, cure: KEPT, action: 'reload' }),
  'image-corrupt': (message) => ({ sentence: `The machine cannot start: ${message}.`, cure: KEPT, action: 'reload' }),
  deadline: () => ({ sentence: 'The machine does not answer any more.', ...RESTART }),
};

/** @param error whatever was thrown while a machine started or ran */
export function problemOf(error: unknown): Problem {
  if (typeof WebAssembly === 'undefined') return NO_WEBASSEMBLY;
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof IpclabError ? error.code : undefined;
  const known = code && BY_CODE[code];
  if (known) return known(sentence(message));
  if (MEMORY.test(message)) return NO_MEMORY;
  if (WORKER.test(message) && code !== 'guest-refused') return NO_WORKER;
  return { sentence: `The machine has stopped: ${sentence(message)}.`, ...RESTART };
}

/** A guest whose kernel has given up. */
export function panicked(text: string): Problem {
  return {
    sentence: `The guest's Linux has panicked: ${sentence(text)}. Everything that ran in it is gone.`,
    ...RESTART,
  };
}

export const UNEXPECTED: Problem = { sentence: 'The page has met an error of its own.', ...RELOAD };

function sentence(text: string): string {
  return text.replace(/[.\s]+$/, '');
}
