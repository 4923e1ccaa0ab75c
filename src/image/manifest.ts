// The manifest of an image: what it is made of, and what a machine must be like to run it.
import * as z from 'zod';
import { IpclabError } from '#util/error.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in hexadecimal');

const artefact = z.strictObject({
  file: z.string(),
  /** Bytes. */
  size: z.int().min(0),
  sha256,
});

/** The devices that an image's machine has. A snapshot restores into the very same set only. */
export const DEVICES = ['serial0', 'virtio-console'] as const;

export const imageManifest = z.strictObject({
  format: z.literal(1),
  name: z.string(),
  description: z.string(),
  /** Digest of everything the image was built from. */
  inputs: sha256,
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
    command: z.array(z.string()).min(1),
    version: z.string(),
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
  }),
  /** The Debian packages of which something is in the image. */
  packages: z.array(
    z.strictObject({ name: z.string(), version: z.string(), architecture: z.string(), source: z.string(), sha256 }),
  ),
  /** The compiler on the building machine. */
  toolchain: z.string(),
});

export type ImageManifest = z.output<typeof imageManifest>;
export type ArtefactName = keyof ImageManifest['artefacts'];

/**
 * @param text the manifest's JSON
 * @param where the file it comes from, for the message
 * @throws IpclabError `image-corrupt`
 */
export function parseManifest(text: string, where: string): ImageManifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new IpclabError('image-corrupt', `${where} is not JSON; build the image again with: make image`);
  }
  const result = imageManifest.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new IpclabError(
    'image-corrupt',
    `${where}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not a manifest'}; build the image again with: make image`,
  );
}

/** Refuses an image whose machine this version of the project cannot be. */
export function checkMachine(manifest: ImageManifest, v86Version: string): void {
  const { devices, v86 } = manifest.machine;
  if (devices.join() !== DEVICES.join()) {
    throw new IpclabError(
      'image-corrupt',
      `the image ${manifest.name} was made for the devices ${devices.join(', ')} and this machine has ${DEVICES.join(', ')}; build it again with: make image`,
    );
  }
  if (v86 !== v86Version) {
    throw new IpclabError(
      'image-corrupt',
      `the image ${manifest.name} was made with v86 ${v86} and this is v86 ${v86Version}; build it again with: make image`,
    );
  }
}
