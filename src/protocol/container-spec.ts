/** Limits of a container, for all that runs in it together; an absent one does not limit. */
export interface ContainerLimits {
  /** Memory of its processes and its files, bytes. */
  readonly memory?: number | undefined;
  /** Processes and threads at a time. */
  readonly processes?: number | undefined;
  /** Size of its writable file systems together (/tmp, /home, /run, /dev/shm), bytes. */
  readonly bytes?: number | undefined;
  /** Files and folders in them. */
  readonly inodes?: number | undefined;
}

/** The limits in the order of the protocol. */
export const CONTAINER_LIMIT_NAMES = [
  'memory',
  'processes',
  'bytes',
  'inodes',
] as const satisfies readonly (keyof ContainerLimits)[];

/** What a container's users may do beyond the usual: `raw-sockets`, open raw and packet sockets. */
export const CAPABILITIES = ['raw-sockets'] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** A container, as plain data. */
export interface ContainerSpec {
  readonly limits?: ContainerLimits | undefined;
  readonly capabilities?: readonly Capability[] | undefined;
}
