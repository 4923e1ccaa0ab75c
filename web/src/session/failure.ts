// What went wrong, as a sentence with a cure. Whatever is thrown at the page ends here.
import { asIpclabError, type ErrorCode } from '#util/error.js';
import type { Problem } from './state.js';

const KEPT = 'Your files are kept.';

const RESTART = { cure: `Restart the machine; it takes a second. ${KEPT}`, action: 'restart' } as const;

const NO_WEBASSEMBLY: Problem = {
  sentence: 'This browser does not run WebAssembly, which the machine is made of.',
  cure: 'Turn WebAssembly on (strict privacy modes switch it off), or open the page in another browser; then load it again.',
  action: 'reload',
};

const NO_MEMORY: Problem = {
  sentence: 'There is not enough memory in this browser for the machine, which needs about 300 MB.',
  cure: `Close other tabs or programs, then restart the machine. ${KEPT}`,
  action: 'restart',
};

const NO_WORKER: Problem = {
  sentence: 'The browser does not let the page start its worker, in which the machine runs.',
  cure: 'An extension or a rule of this network may block it: allow scripts of this page, then load it again.',
  action: 'reload',
};

const BY_CODE: Partial<Record<ErrorCode, (message: string) => Problem>> = {
  // These messages say already what to do.
  'image-missing': (message) => ({ sentence: `The machine cannot start: ${message}.`, cure: KEPT, action: 'reload' }),
  'image-corrupt': (message) => ({ sentence: `The machine cannot start: ${message}.`, cure: KEPT, action: 'reload' }),
  deadline: () => ({ sentence: 'The machine does not answer any more.', ...RESTART }),
  'no-memory': () => NO_MEMORY,
  'no-worker': () => NO_WORKER,
  internal: (message) => ({
    sentence: `Something went wrong in this page itself: ${message}.`,
    cure: `Restart the machine. If it happens again, send this sentence to whoever gave you the page. ${KEPT}`,
    action: 'restart',
  }),
};

/** @param error whatever was thrown while a machine started or ran */
export function problemOf(error: unknown): Problem {
  if (typeof WebAssembly === 'undefined') return NO_WEBASSEMBLY;
  const { code, message } = asIpclabError(error);
  const known = BY_CODE[code];
  return known ? known(sentence(message)) : { sentence: `The machine has stopped: ${sentence(message)}.`, ...RESTART };
}

/** A guest whose kernel has given up. */
export function panicked(text: string): Problem {
  return {
    sentence: `The guest's Linux has panicked: ${sentence(text)}. Everything that ran in it is gone.`,
    ...RESTART,
  };
}

function sentence(text: string): string {
  return text.replace(/[.\s]+$/, '');
}
