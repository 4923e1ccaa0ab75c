// The other side of the page's ratio: the same image in a page that uses v86 as its own examples do.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sirv from 'sirv';
import { readArtefact, type Image } from '#hosts/node/image.js';
import { v86Wasm } from '#hosts/node/v86.js';
import { SiteFiles } from '#site/site-files.js';
import { writeSite } from '#site/write.js';
import type { FileServer } from '../../support/chromium.js';

/** Everything on the main thread, from power-on to a shell on the serial console; compressed and cached as ours is. */
export async function servePlainPage(image: Image): Promise<FileServer> {
  const folder = await mkdtemp(join(tmpdir(), 'ipclab-plain-'));
  const files = new SiteFiles();
  files.add('libv86.js', await readFile(join(dirname(createRequire(import.meta.url).resolve('v86')), 'libv86.js')));
  files.add('v86.wasm', await v86Wasm());
  for (const name of ['bios', 'vgaBios', 'kernel', 'rootfs'] as const) files.add(name, await readArtefact(image, name));
  const { machine, kernel } = image.manifest;
  files.add('index.html', plainHtml(machine.memory, machine.vgaMemory, `${kernel.commandLine} rdinit=/bin/sh`));
  await writeSite(files, join(folder, 'out'));
  const server = createServer(
    sirv(join(folder, 'out'), { brotli: true, gzip: true, maxAge: 31536000, immutable: true }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}

function plainHtml(memory: number, vgaMemory: number, commandLine: string): string {
  return `<!doctype html>
<title>v86</title>
<script src="libv86.js"></script>
<script>
window.onload = () => {
  new V86({
    wasm_path: 'v86.wasm',
    memory_size: ${memory},
    vga_memory_size: ${vgaMemory},
    bios: { url: 'bios' },
    vga_bios: { url: 'vgaBios' },
    bzimage: { url: 'kernel' },
    initrd: { url: 'rootfs' },
    cmdline: ${JSON.stringify(commandLine)},
    serial_container: document.getElementById('terminal'),
    screen_container: document.getElementById('screen'),
    autostart: true,
  });
};
</script>
<div id="screen"><div></div><canvas></canvas></div>
<textarea id="terminal"></textarea>
`;
}
