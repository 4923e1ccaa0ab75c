import { Command } from 'commander';
import { buildImage } from '#builder/build.js';
import { definedImages } from '#builder/definition.js';
import { DEFAULT_IMAGES, openImage } from '#hosts/node/image.js';
import { table } from '#util/table.js';
import { Progress } from '../progress.js';

const MIB = 1024 * 1024;

export function imageCommand(): Command {
  const image = new Command('image').description('build the guest and look at it');
  image
    .command('build')
    .description('build images, or nothing where one is up to date')
    .argument('[name...]', 'folders of images/, or paths of folders with an image.json; default: all of images/')
    .option('--update', 'look for newer versions of the Debian packages')
    .action(async (names: string[], { update = false }: { update?: boolean }) => {
      for (const name of names.length > 0 ? names : await definedImages()) await build(name, update);
    });
  image
    .command('info')
    .description("show an image's manifest")
    .argument('[name]', 'a built image', DEFAULT_IMAGES.library)
    .option('--json', 'the whole manifest')
    .action(async (name: string, { json }: { json?: true }) => {
      const { manifest } = await openImage(name);
      process.stdout.write(`${json ? JSON.stringify(manifest, null, 2) : describe(manifest)}\n`);
    });
  return image;
}

async function build(name: string, update: boolean): Promise<void> {
  using progress = new Progress();
  const { folder, manifest } = await buildImage(name, {
    update,
    report: (step) => {
      progress.step(`image ${name}: ${step}`);
    },
  });
  progress[Symbol.dispose]();
  const { stateZst, warmZst } = manifest.artefacts;
  const [snapshot, code] = [stateZst, warmZst].map(({ size }) => `${(size / MIB).toFixed(1)} MiB`);
  process.stdout.write(`${folder}: ${manifest.compiler.version}, snapshot of ${snapshot}, compiled code of ${code}\n`);
}

function describe(manifest: Awaited<ReturnType<typeof openImage>>['manifest']): string {
  const { name, description, machine, compiler, artefacts, packages, inputs, digest } = manifest;
  return [
    `${name}: ${description}`,
    `memory ${machine.memory / MIB} MiB, devices ${machine.devices.join(', ')}, v86 ${machine.v86}`,
    `compiler ${[...compiler.command, '…', ...compiler.libraries].join(' ')}: ${compiler.version}`,
    `inputs ${inputs}`,
    `digest ${digest}`,
    '',
    table([
      ['part', 'bytes', 'SHA-256'],
      ...Object.entries(artefacts).map(([part, { size, sha256 }]) => [part, String(size), sha256]),
    ]),
    '',
    table([
      ['package', 'version', 'licence'],
      ...packages.map(({ name: packageName, version, licence }) => [packageName, version, licence]),
    ]),
  ].join('\n');
}
