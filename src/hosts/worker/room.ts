// The container for a program with limits of its own.
import type { ContainerLimits } from '#protocol/container-spec.js';
import type { JobLimits } from '#protocol/exec-spec.js';

/** For what is in a container beside the program. */
const MEMORY_BESIDE = 16 * 1024 * 1024;
const PROCESSES_BESIDE = 128;

/** A container's limits, raised where a program's would not fit into it. */
export function roomFor(container: ContainerLimits, { memory, processes, file }: JobLimits): ContainerLimits {
  return {
    ...container,
    ...raised('memory', container.memory, memory, MEMORY_BESIDE),
    ...raised('processes', container.processes, processes, PROCESSES_BESIDE),
    ...raised('bytes', container.bytes, file, file ?? 0),
  };
}

function raised(
  name: keyof ContainerLimits,
  limit: number | undefined,
  wanted: number | undefined,
  beside: number,
): ContainerLimits {
  return limit === undefined || wanted === undefined ? {} : { [name]: Math.max(limit, wanted + beside) };
}
