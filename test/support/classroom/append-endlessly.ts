// A process that writes results until it is killed, and says after each that it is on the disk.
import { Ledger, readLedger } from '#classroom/ledger/ledger.js';
import { lockFolder } from '#classroom/ledger/lock.js';
import { classPlan, outcome, sha256 } from './results.js';

const [folder = '', begin = '0'] = process.argv.slice(2);
await lockFolder(folder);
const plan = classPlan();
await using ledger = await Ledger.open(folder, await readLedger(folder));
for (let index = Number(begin); ; index++) {
  const id = String(index);
  const described = {
    id,
    student: { id, name: id },
    source: id,
    digest: sha256(id),
    files: [{ path: 'count.c', size: 1, sha256: sha256(id) }],
    notes: [],
  };
  // Large enough to be several blocks of a disk.
  const result = plan.assemble(described, outcome('x'.repeat(20_000)), { at: '', duration: 0 });
  await ledger.append({ seed: 0, result });
  process.stdout.write(`${id}\n`);
}
