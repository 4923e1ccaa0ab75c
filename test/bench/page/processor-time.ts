// What a process and those that it started have taken, as Linux counts it.
import { readdir, readFile } from 'node:fs/promises';

/** Of the kernel's clock that processes are counted with; the same on every Linux. */
const MS_PER_TICK = 10;

/** @returns ms, user and system */
export async function processorTime(root: number): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const processes = new Map<number, { readonly parent: number; readonly ticks: number }>();
  for (const pid of pids) {
    // One that has ended in the meantime is none.
    const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    // After the name, which may hold anything: state, parent, and from the 12th on user and system time.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    processes.set(pid, { parent: fields[1] ?? 0, ticks: (fields[11] ?? 0) + (fields[12] ?? 0) });
  }
  const belongs = (pid: number): boolean => {
    const parent = processes.get(pid)?.parent;
    return pid === root || (parent !== undefined && parent > 0 && belongs(parent));
  };
  return [...processes].reduce((sum, [pid, { ticks }]) => sum + (belongs(pid) ? ticks * MS_PER_TICK : 0), 0);
}
