// What must be after an attack as it was before: the agent, and the guest around all containers.
import type { Machine } from '../../../src/hosts/worker/machine.js';
import { decodeText } from '../../../src/util/bytes.js';

export interface GuestState {
  /** Memory of the agent's own, KiB. */
  readonly anonymous: number;
  /** All of its pages, KiB. */
  readonly resident: number;
  readonly descriptors: number;
  /** Processes outside and inside of containers, but for the kernel's own. */
  readonly processes: readonly string[];
  readonly mounts: number;
  readonly groups: readonly string[];
  /** KiB. */
  readonly available: number;
  readonly oomKillsOutside: number;
}

// Each in one line or as a block after a mark, by programs of the image.
const SCRIPT = `
cat /proc/1/status /proc/meminfo
echo "descriptors: $(ls /proc/1/fd | wc -l)"
echo "mounts: $(wc -l < /proc/mounts)"
echo "groups:" $(ls -d /sys/fs/cgroup/*/ /sys/fs/cgroup/*/*/)
for p in /proc/[0-9]*; do
  read -r pid name state parent rest < $p/stat
  [ $parent != 2 ] && [ $pid != 2 ] && [ $pid != $$ ] && [ $parent != $$ ] && echo "process: $name $parent"
done
true`;

export async function lookAtGuest(machine: Machine): Promise<GuestState> {
  const { stdout, stderr, status } = await machine.run({ argv: ['sh', '-c', SCRIPT], user: '' });
  const text = decodeText(stdout);
  if (status.exit !== 0) throw new Error(`the guest was not to be looked at: ${decodeText(stderr)}`);
  const number = (name: string): number => {
    const found = new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(text)?.[1];
    if (found === undefined) throw new Error(`no ${name} in ${text}`);
    return Number(found);
  };
  return {
    anonymous: number('RssAnon'),
    resident: number('VmRSS'),
    descriptors: number('descriptors'),
    processes: [...text.matchAll(/^process: (.*)$/gm)].map(([, process = '']) => process).sort(),
    mounts: number('mounts'),
    groups: (/^groups: ?(.*)$/m.exec(text)?.[1] ?? '').split(' ').filter((name) => !/\/job-\d+\/$/.test(name)),
    available: number('MemAvailable'),
    oomKillsOutside: 0,
  };
}
