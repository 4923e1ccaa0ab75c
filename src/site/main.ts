// `make web`: builds the page for some images and prints what its parts weigh.
import { DEFAULT_IMAGES, openImage } from '#hosts/node/image.js';
import { WEB_OUT } from '#node/paths.js';
import { table } from '#util/table.js';
import { buildSite } from './build.js';
import { writeKitPage } from './kit-page.js';
import { writeSite, type Weight } from './write.js';

const [name = DEFAULT_IMAGES.page, ...others] = process.argv.slice(2);
const images = [await openImage(name), ...(await Promise.all(others.map((other) => openImage(other))))] as const;
const { files, kit, version, first } = await buildSite(images);
const weights = await writeSite(files, WEB_OUT);
await writeKitPage(kit);

const isFirst = ({ name }: Weight): boolean => first.includes(name);
const isLater = (weight: Weight): boolean => !isFirst(weight);
const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1).padStart(8);
const row = ({ name, raw, sent }: Weight): string[] => [name, kilobytes(raw), kilobytes(sent)];
const sum = (name: string, of: readonly Weight[]): string[] =>
  row({ name, raw: of.reduce((all, { raw }) => all + raw, 0), sent: of.reduce((all, { sent }) => all + sent, 0) });

process.stdout.write(
  `${table([
    ['before the first prompt', '      kB', '    sent'],
    ...weights.filter(isFirst).map(row),
    sum('together', weights.filter(isFirst)),
    ['', '', ''],
    ['later, when it is needed', '', ''],
    ...weights.filter(isLater).map(row),
    sum('together', weights.filter(isLater)),
  ])}\n\n${WEB_OUT}: version ${version.slice(0, 10)}; look at it with: npx ipclab serve\n`,
);
