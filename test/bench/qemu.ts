// The same kernel and root file system in QEMU without hardware help, as the other side of a ratio.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureTools } from '#builder/tools.js';
import type { Image } from '#hosts/node/image.js';

/** Boots until the agent, which finds no virtio port that answers, has been started by the kernel. */
export async function qemuBoot({ folder, manifest }: Image): Promise<void> {
  await ensureTools({ 'qemu-system-i386': 'qemu-system-x86' }, 'the benchmark', console.error);
  const { artefacts, kernel, machine } = manifest;
  const child = spawn(
    'qemu-system-i386',
    [
      ...['-accel', 'tcg', '-display', 'none', '-nodefaults', '-no-reboot', '-serial', 'stdio'],
      ...['-m', String(machine.memory / 1024 / 1024)],
      ...['-kernel', join(folder, artefacts.kernel.file), '-initrd', join(folder, artefacts.rootfs.file)],
      ...['-chardev', 'socket,id=agent,fd=3'],
      ...['-device', 'virtio-serial-pci', '-device', 'virtserialport,chardev=agent'],
      // QEMU's time stamps have another rate than v86's.
      ...['-append', kernel.commandLine.replace(/tsc\S*/g, '')],
    ],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const errors: Buffer[] = [];
  child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk));
  try {
    await new Promise<void>((resolve, reject) => {
      // The agent's first frame: it is there.
      child.stdio[3]?.on('readable', resolve);
      child.on('exit', () => {
        reject(new Error(`QEMU ended: ${Buffer.concat(errors).toString()}`));
      });
    });
  } finally {
    child.removeAllListeners('exit');
    child.kill('SIGKILL');
  }
}
