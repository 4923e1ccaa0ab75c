import { Command, Option } from 'commander';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadExamples, selectExamples } from '#course/examples.js';
import { DEFAULT_IMAGES, openImage } from '#hosts/node/image.js';
import { loadLab } from '#course/lab.js';
import { commonImageName } from '#course/lab-image.js';
import { kitContent, type KitOrder } from '#site/kit-content.js';
import { folderKit } from '#site/kit-folder.js';
import { partsFor, readKitPage } from '#site/kit-page.js';
import { scormPackage } from '#site/kit-scorm.js';
import { singleKit } from '#site/kit-single.js';
import { writeSite } from '#site/write.js';
import { errnoOf, fileError, readText } from '#node/file-error.js';
import { writeWhole } from '#node/whole-file.js';
import { IpclabError } from '#util/error.js';
import { table } from '#util/table.js';

interface BuildOptions {
  readonly out: string;
  readonly singleFile?: true;
  readonly scorm?: boolean;
  readonly image?: string;
  readonly title: string;
  readonly term: string;
  readonly statement?: string;
}

/** What a folder has that was written by this command. */
const MARK = 'licences.spdx.json';
const FILE = 'kit.html';
const PACKAGE = 'kit.zip';

export function kitCommand(): Command {
  return new Command('kit').description('make pages that need no network').addCommand(buildCommand());
}

function buildCommand(): Command {
  return new Command('build')
    .description('make a kit: a page with the chosen labs and examples, and everything that they need')
    .argument('<what...>', 'folders of labs; examples such as pipes/loopback, or topics')
    .requiredOption('--out <folder>', 'where; a kit that is there already is replaced')
    .option('--single-file', `one file, ${FILE}, that opens by a double click`)
    .addOption(
      new Option('--scorm', `a package for a learning platform (SCORM 1.2), ${PACKAGE}`).conflicts('singleFile'),
    )
    .option(
      '--image <name>',
      `the image of its machines, one of those that the page was built with; default: that of its labs, or ${DEFAULT_IMAGES.page}`,
    )
    .option('--title <text>', 'what it is called', 'ipclab')
    .option('--term <text>', 'when it is for', '')
    .option('--statement <file>', 'what students are to do, in Markdown')
    .addHelpText('after', '\nOf a lab, a kit has the statement, the starter files and the public checks; nothing else.')
    .action(async (what: string[], { out, singleFile, scorm = false, image: name, ...texts }: BuildOptions) => {
      const [page, ordered] = [await readKitPage(), await order(what, texts)];
      const image = await openImage(name ?? commonImageName(ordered.labs));
      partsFor(page, image);
      const content = await kitContent({ ...ordered, scorm }, page, image);
      if (scorm) {
        const { html, weights } = await singleKit(content, page, image);
        const packed = scormPackage(html, { title: texts.title, term: texts.term, store: content.kit.store });
        await writeWhole(join(out, PACKAGE), packed, { cure: 'give --out another folder' });
        say([...weights, { name: 'together, packed', bytes: packed.length }], join(out, PACKAGE));
      } else if (singleFile) {
        const { html, weights } = await singleKit(content, page, image);
        await writeWhole(join(out, FILE), html, { cure: 'give --out another folder' });
        say([...weights, { name: 'together', bytes: Buffer.byteLength(html) }], join(out, FILE));
      } else {
        await refuseOther(out);
        const written = await writeSite(await folderKit(content, page, image), out);
        const bytes = written.reduce((sum, { raw }) => sum + raw, 0);
        say([...written.map(({ name, raw }) => ({ name, bytes: raw })), { name: 'together', bytes }], out);
      }
    });
}

async function order(
  what: readonly string[],
  texts: Pick<BuildOptions, 'title' | 'term' | 'statement'>,
): Promise<Omit<KitOrder, 'scorm'>> {
  const { title, term, statement: where = '' } = texts;
  const isLab = (one: string): boolean => existsSync(join(one, 'lab.json'));
  const all = await loadExamples();
  const examples = new Set(what.filter((one) => !isLab(one)).flatMap((one) => selectExamples(all, one)));
  const labs = await Promise.all(what.filter(isLab).map((folder) => loadLab(folder)));
  const names = labs.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) {
    throw new IpclabError('usage', `two labs are called ${twice}; give one of the folders another name`);
  }
  return {
    title,
    term,
    statement: where === '' ? '' : await readText(where, 'give --statement a file of Markdown'),
    where,
    examples: [...examples],
    labs,
  };
}

/** A folder with something else in it stays as it is. */
async function refuseOther(out: string): Promise<void> {
  const there = await readdir(out).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOTDIR') return ['a file'];
    if (errnoOf(error) === 'ENOENT') return [];
    throw fileError(error, out, 'give --out a new folder');
  });
  if (there.length > 0 && !there.includes(MARK)) {
    throw new IpclabError('usage', `${out} is there and holds no kit; give --out a new folder`);
  }
}

function say(weights: readonly { readonly name: string; readonly bytes: number }[], where: string): void {
  const rows = weights.map(({ name, bytes }) => [name, `${(bytes / 1e6).toFixed(2).padStart(6)} MB`]);
  process.stdout.write(`${table(rows)}\n\n${where}\n`);
}
