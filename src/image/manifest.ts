// The manifest of an image: what it is made of, and what a machine must be like to run it.
import * as z from 'zod';
import { IpclabError } from '#util/error.js';
import { readAs, sayFault } from '#util/parse-as.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in hexadecimal');

const artefact = z.strictObject({
  /** Beside the manifest. */
  file: z.string().regex(/^\w[\w.-]*$/, 'is no name of a file'),
  /** Bytes. */
  size: z.int().min(0),
  sha256,
});

/** The devices that an image's machine has. A snapshot restores into the very same set only. */
export const DEVICES = ['serial0', 'virtio-serial'] as const;

const most = z.int().min(0).optional();

/** Limits of one compilation; an absent one does not limit. Times in ms, amounts in bytes. */
export const compileLimits = z.strictObject({
  cpu: most,
  wall: most,
  output: most,
  file: most,
  memory: most,
  processes: most,
  openFiles: most,
  core: most,
  stack: most,
});

/** Limits of the container that the compiler works in. */
export const containerLimits = z.strictObject({ memory: most, processes: most, bytes: most, inodes: most });

const pattern = z.string().refine(isPattern, 'is not a regular expression');

/** What of C a compiler has not. */
export const lacks = z.strictObject({
  /** Name of the image whose compiler has it. */
  instead: z.string(),
  /** To how many bytes it aligns variables of functions, whatever is asked for. Absent: as is asked for. */
  stackAlignment: z.int().positive().optional(),
  features: z.array(
    z.strictObject({
      /** As it is called in "tcc has no …". */
      what: z.string(),
      /** Where a source uses it, apart from comments and literals. */
      source: pattern.optional(),
      /** What the compiler says then. */
      message: pattern.optional(),
    }),
  ),
});

/** How a program is compiled that finds its own errors. */
export const sanitizers = z.strictObject({
  /** What -fsanitize= can be given. */
  names: z.array(z.string()).min(1),
  /** Words of each compilation beside it. */
  flags: z.array(z.string()),
  /** Words after the sources where a program is linked. */
  link: z.array(z.string()),
  /** Of such a program, where they are above those of others: its memory has shadows. */
  limits: compileLimits,
});

/** What this version writes and reads. */
export const IMAGE_FORMAT = 6;

export const imageManifest = z.strictObject({
  format: z.literal(IMAGE_FORMAT),
  name: z.string(),
  description: z.string(),
  /** Digest of everything the image was built from. */
  inputs: sha256,
  /**
   * Digest of what a machine starts with, on which every instruction of a run depends: the snapshot and the compiled code, both
   * unpacked. Records, results, jobs and kits name the image by it.
   */
  digest: sha256,
  machine: z.strictObject({
    /** Bytes. */
    memory: z.int(),
    /** Bytes. */
    vgaMemory: z.int(),
    devices: z.array(z.string()),
    /** What the machine's clock showed when the snapshot was taken, ms. */
    time: z.number(),
    /** Version of the v86 package that made the snapshot. */
    v86: z.string(),
  }),
  kernel: z.strictObject({
    commandLine: z.string(),
    /** Digest of the kernel's configuration. */
    configuration: sha256,
  }),
  compiler: z.strictObject({
    /** The compiler and the words before the names of sources: its default flags. */
    command: z.array(z.string()).min(1),
    /** The words after them. */
    libraries: z.array(z.string()),
    /** What it says of itself. */
    version: z.string(),
    limits: compileLimits,
    container: containerLimits,
    lacks: lacks.optional(),
    sanitizers: sanitizers.optional(),
  }),
  artefacts: z.strictObject({
    bios: artefact,
    vgaBios: artefact,
    kernel: artefact,
    rootfs: artefact,
    /** The snapshot as v86 takes it. */
    state: artefact,
    /** The same, compressed with zstd, for a download. */
    stateZst: artefact,
    /** Compiled code that goes with the snapshot. What repeats needs it; a person's machine is slow at first without it. */
    warm: artefact,
    /** The same, compressed with zstd, for a download. */
    warmZst: artefact,
  }),
  /** The Debian packages of which something is in the image. */
  packages: z.array(
    z.strictObject({
      name: z.string(),
      version: z.string(),
      architecture: z.string(),
      source: z.string(),
      sha256,
      /** SPDX expression; `NOASSERTION`: its source says. */
      licence: z.string(),
    }),
  ),
  /** The compiler on the building machine. */
  toolchain: z.string(),
});

export type ImageManifest = z.output<typeof imageManifest>;
export type ArtefactName = keyof ImageManifest['artefacts'];

/** The cure of an image that is not as it should be; one of one's own is built by its folder. */
const BUILD_AGAIN = 'build the image again with: make image, or npx ipclab image build FOLDER for one of your own';

/**
 * @param text the manifest's JSON
 * @param where the file it comes from, for the message
 * @throws IpclabError `image-corrupt`
 */
export function parseManifest(text: string, where: string): ImageManifest {
  const reading = readAs(imageManifest, text);
  if ('value' in reading) return reading.value;
  const { fault } = reading;
  const what = fault.path[0] === 'format' ? 'is of another version of ipclab' : sayFault(fault);
  throw new IpclabError('image-corrupt', `${where}: ${what}; ${BUILD_AGAIN}`);
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'm').multiline;
  } catch {
    return false;
  }
}

/** Refuses an image whose machine this version of the project cannot be. */
export function checkMachine(manifest: ImageManifest, v86Version: string): void {
  const { devices, v86 } = manifest.machine;
  if (devices.join() !== DEVICES.join()) {
    throw new IpclabError(
      'image-corrupt',
      `the image ${manifest.name} was made for the devices ${devices.join(', ')} and this machine has ${DEVICES.join(', ')}; ${BUILD_AGAIN}`,
    );
  }
  if (v86 !== v86Version) {
    throw new IpclabError(
      'image-corrupt',
      `the image ${manifest.name} was made with v86 ${v86} and this is v86 ${v86Version}; ${BUILD_AGAIN}`,
    );
  }
}
