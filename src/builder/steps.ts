// The steps of a build that make files of packages: firmware, kernel, agent, root file system.
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { constants } from 'node:fs';
import { basename, join } from 'node:path';
import { PACKAGE_ROOT } from '#node/paths.js';
import { command } from './command.js';
import { extract, type Deb } from './debian.js';
import type { Definition } from './definition.js';

/** Writes what a machine reads before it has a kernel: `bios.bin` and `vgabios-stdvga.bin`. */
export async function unpackFirmware(bios: Deb, out: string): Promise<void> {
  const unpacked = `${out}.deb`;
  try {
    await extract([bios], unpacked);
    for (const name of ['bios.bin', 'vgabios-stdvga.bin'])
      await copyFile(join(unpacked, 'usr/share/seabios', name), join(out, name));
  } finally {
    await rm(unpacked, { recursive: true, force: true });
  }
}

/** Writes `bzImage`, `kernel.config` and `gen_init_cpio`. */
export async function buildKernel({ folders }: Definition, source: Deb, out: string): Promise<void> {
  const unpacked = `${out}.source`;
  try {
    await extract([source], unpacked);
    await command([join(folders.kernel, 'build.sh'), join(unpacked, `usr/src/${source.name}.tar.xz`), out]);
  } finally {
    await rm(unpacked, { recursive: true, force: true });
  }
}

/** Writes `agent`. */
export async function buildAgent({ folders }: Definition, libraries: readonly Deb[], out: string): Promise<void> {
  const sysroot = `${out}.sysroot`;
  try {
    await extract(libraries, sysroot);
    const gcc = join(sysroot, 'usr/lib/gcc/i686-linux-gnu/12');
    const libc = join(sysroot, 'usr/lib/i386-linux-gnu');
    // The machine's own gcc makes 32-bit code as it is; start files and libraries are those of the guest.
    await command([
      'make',
      '-s',
      '-C',
      folders.agent,
      `OUT=${out}`,
      'agent',
      'CFLAGS=-O2 -g0 -m32 -march=i686 -std=c11 -Wall -Wextra',
      `CC=gcc --sysroot=${sysroot} -B${gcc} -B${libc}`,
      `LDFLAGS=-static-libgcc -s -Wl,--build-id=none -L${gcc} -L${libc}`,
    ]);
  } finally {
    await rm(sysroot, { recursive: true, force: true });
  }
}

/** What {@link packRootfs} puts together. */
export interface RootfsParts {
  readonly contents: readonly Deb[];
  readonly agent: string;
  readonly genInitCpio: string;
}

/** Writes `rootfs.cpio`. */
export async function packRootfs(
  { layers }: Definition,
  { contents, agent, genInitCpio }: RootfsParts,
  out: string,
): Promise<void> {
  const debs = `${out}.debs`;
  try {
    await mkdir(debs);
    for (const { file } of contents) await copyFile(file, join(debs, basename(file)), constants.COPYFILE_FICLONE);
    const folders = layers.map(({ folder }) => folder);
    await command([join(PACKAGE_ROOT, 'images/rootfs/build.sh'), debs, agent, genInitCpio, out, ...folders], {
      what: 'packing the root file system',
    });
  } finally {
    await rm(debs, { recursive: true, force: true });
  }
}
