// What must be after an attack as it was before: the agent, and the guest around all containers.
import type { Machine } from '#hosts/worker/machine.js';
import { DEFAULT_ENVIRONMENT } from '#protocol/exec-spec.js';
import { decodeText } from '#util/bytes.js';

export interface GuestState {
  /** Memory that the agent took while it ran, KiB. Its static buffers have the size that they have, used or not. */
  readonly memory: number;
  /** Descriptors of the agent. */
  readonly descriptors: number;
  /** Processes outside and inside of containers, but for the kernel's own. */
  readonly processes: readonly string[];
  readonly mounts: number;
  readonly groups: readonly string[];
  /** Of the guest, KiB. */
  readonly available: number;
}

/** What the agent may have taken for good in the meantime: pages of its heap and its stack, KiB. */
const AGENT_SLACK = 32;
/** Caches of the kernel's that it gives back when it needs the memory for something else, KiB. */
const GUEST_SLACK = 4096;
/** The kernel ends a network and frees what a job had only after its end. */
const TRIES = 40;

// Pages of the heap, of the stack and of mappings. The static buffers lie behind the agent's own file.
const TAKEN = `
/^[0-9a-f]+-/ { split($1, range, "-"); static = ($6 ~ /agent$/ || ($6 == "" && range[1] == end)); if (static) end = range[2] }
/^Anonymous/ && !static { taken += $2 }
END { print taken }`;

// Each in one line or as a block after a mark, by programs of the image.
const SCRIPT = `
cat /proc/meminfo
echo "descriptors: $(ls /proc/1/fd | wc -l)"
echo "taken: $(awk "$TAKEN" /proc/1/smaps)"
echo "mounts: $(wc -l < /proc/mounts)"
echo "groups:" $(ls -d /sys/fs/cgroup/*/ /sys/fs/cgroup/*/*/)
for p in /proc/[0-9]*; do
  read -r pid name state parent rest < $p/stat
  [ $parent != 2 ] && [ $pid != 2 ] && [ $pid != $$ ] && [ $parent != $$ ] && echo "process: $name $parent"
done
true`;

export async function lookAtGuest(machine: Machine): Promise<GuestState> {
  const { stdout, stderr, status } = await machine.run({
    argv: ['sh', '-c', SCRIPT],
    environment: { ...DEFAULT_ENVIRONMENT, TAKEN },
    user: '',
  });
  const text = decodeText(stdout);
  if (status.exit !== 0) throw new Error(`the guest was not to be looked at: ${decodeText(stderr)}`);
  const number = (name: string): number => {
    const found = new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(text)?.[1];
    if (found === undefined) throw new Error(`no ${name} in ${text}`);
    return Number(found);
  };
  const groups = /^groups: ?(.*)$/m.exec(text)?.[1] ?? '';
  return {
    memory: number('taken'),
    descriptors: number('descriptors'),
    processes: [...text.matchAll(/^process: (.*)$/gm)].map(([, process = '']) => process).sort(),
    mounts: number('mounts'),
    // The job that looks has one itself.
    groups: groups.split(' ').filter((name) => !/cgroup\/job-\d+\/$/.test(name)),
    available: number('MemAvailable'),
  };
}

/** Sentences about what is not as it was before. */
export async function changesOf(machine: Machine, before: GuestState): Promise<string[]> {
  let changes: string[] = [];
  for (let attempt = 0; attempt < TRIES; attempt++) {
    changes = compare(before, await lookAtGuest(machine));
    if (changes.length === 0) break;
    await machine.run({ argv: ['sleep', '0.2'], user: '' });
  }
  return changes;
}

function compare(before: GuestState, now: GuestState): string[] {
  const changes = (['descriptors', 'processes', 'mounts', 'groups'] as const)
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(now[name]))
    .map((name) => `${name} are ${JSON.stringify(now[name])}, and were ${JSON.stringify(before[name])}`);
  if (now.memory > before.memory + AGENT_SLACK)
    changes.push(`the agent takes ${now.memory} KiB of memory, and took ${before.memory}`);
  if (now.available < before.available - GUEST_SLACK)
    changes.push(`the guest has ${now.available} KiB of memory left, and had ${before.available}`);
  return changes;
}
