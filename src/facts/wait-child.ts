import type { Explain } from './waits.js';
import { called } from './words.js';

/** waitpid, wait4 and waitid. */
export const waitForChild: Explain = ({ process, call, facts }) => {
  const [which = 0, id = 0] = call.arguments;
  // waitid(P_PID, id, ...) names one child; the others give it as the first argument, below 0 or 0 for any.
  const wanted = call.name === 'waitid' ? (which === 1 ? id : -1) : which | 0;
  const children = facts.processes.filter(({ parent, state }) => parent === process.pid && state !== 'Z');
  const [only] = wanted > 0 ? children.filter(({ pid }) => pid === wanted) : children;
  if (only && (wanted > 0 || children.length === 1)) return `for its child ${called(only)} to end`;
  return 'for a child to end';
};
