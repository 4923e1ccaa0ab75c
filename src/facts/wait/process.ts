// Waiting for processes and threads.
import { aliveOf } from '../processes.js';
import type { Find } from './waiting.js';

/** waitid(2): `id` is that of one child. */
const P_PID = 1;

/** waitpid, wait4 and waitid. */
export const waitForChild: Find = ({ process, call, facts }) => {
  const [which = 0, id = 0] = call.arguments;
  // waitid names one child by its second argument; the others by their first, which is 0 or less for any.
  const wanted = call.name === 'waitid' ? (which === P_PID ? id : -1) : which | 0;
  const children = aliveOf(facts).filter(({ parent }) => parent === process.pid);
  const [only] = wanted > 0 ? children.filter(({ pid }) => pid === wanted) : children;
  const child = only && (wanted > 0 || children.length === 1) ? { pid: only.pid, name: only.name } : null;
  return { kind: 'child', child };
};
