import { Command } from 'commander';
import { readText } from '#node/file-error.js';
import { parseXrayFile } from '#xray/parse-xray.js';
import { requireFormat, writeXray } from '../xray/write.js';

const CURE = 'give a file that ipclab run --xray FILE.json wrote';

export function xrayCommand(): Command {
  return new Command('xray')
    .description('draw a recording: who ran, waited and was woken, and what passed between them')
    .argument('<recording.json>', 'a file that ipclab run --xray FILE.json wrote')
    .requiredOption('--out <file>', 'FILE.html: a page that needs nothing else; FILE.perfetto: for ui.perfetto.dev')
    .action(async (file: string, { out }: { out: string }) => {
      requireFormat('--out', out);
      await writeXray('--out', out, parseXrayFile(await readText(file, CURE), file));
    });
}
