import { Command } from 'commander';
import { readText } from '#node/file-error.js';
import { parseXrayFile } from '#xray/parse-xray.js';
import { partingOf } from '#xray/parting.js';
import { timelineOf } from '#xray/timeline.js';
import type { XrayData } from '#xray/xray-data.js';
import { requireFormat, requirePage, writeXray, writeXrays } from '../xray/write.js';

const CURE = 'give a file that ipclab run --xray FILE.json wrote';

export function xrayCommand(): Command {
  return new Command('xray')
    .description('draw a recording: who ran, waited and was woken, and what passed between them')
    .argument('<recording.json>', 'a file that ipclab run --xray FILE.json wrote')
    .argument('[other.json]', 'another run: both are drawn on one page, and where they part is told')
    .requiredOption('--out <file>', 'FILE.html: a page that needs nothing else; FILE.perfetto: for ui.perfetto.dev')
    .action(async (file: string, other: string | undefined, { out }: { out: string }) => {
      (other === undefined ? requireFormat : requirePage)('--out', out);
      const data = await read(file);
      if (other === undefined) {
        await writeXray('--out', out, data);
        return;
      }
      const pair = [named(data, file), named(await read(other), other)] as const;
      await writeXrays('--out', out, pair);
      process.stdout.write(`${partingWords(pair)}\n`);
    });
}

async function read(file: string): Promise<XrayData> {
  return parseXrayFile(await readText(file, CURE), file);
}

/** Two runs of one program have one title. */
function named(data: XrayData, file: string): XrayData {
  return { ...data, title: `${data.title} (${file})` };
}

function partingWords([a, b]: readonly [XrayData, XrayData]): string {
  const parting = partingOf(timelineOf(a.recording), timelineOf(b.recording));
  if (!parting) return 'in both runs the same happens, in the same order';
  const ways = [a, b].map(({ title }, n) => `  ${title}: ${parting.ways[n]?.words.join('; ') ?? ''}`);
  return [`here the two runs part, after ${parting.alike} things that happened alike:`, ...ways].join('\n');
}
