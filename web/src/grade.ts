// Grading in a page: what `ipclab grade --host chromium` calls, and nothing else.
import { decodeJob, encodeOutcome } from '#lab/wire.js';
import { launch } from '#hosts/browser/launch.js';
import { webParts, type WebPlan } from '#hosts/browser/web-parts.js';
import type { Machine } from '#hosts/worker/machine.js';
import { ELEMENTS } from '#page-data/elements.js';
import { MachinePool } from '#work/pool.js';
import type { Limits } from '#util/deadline.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';

const plan = JSON.parse(document.getElementById(ELEMENTS.parts)?.textContent ?? '') as WebPlan;
const clock = { kind: 'virtual', seed: 0, start: VIRTUAL_START } as const;
/** Machines by the digest of their image. */
const pools = new Map<string, MachinePool<Machine>>();

Object.assign(globalThis, {
  /** What machines can start from: name and digest. */
  images: plan.images.map(({ manifest }) => ({ name: manifest.name, digest: manifest.digest })),
  /**
   * @param text a job
   * @param limits of this machine's clock
   * @returns its outcome or its error as text
   */
  gradeJob: (text: string, limits: Limits): Promise<string> => {
    const grade = async (): ReturnType<Machine['grade']> => {
      const job = decodeJob(text);
      return machinesOf(job.lab.image).use((machine) => machine.grade(job, limits));
    };
    return encodeOutcome(grade());
  },
});

function machinesOf(image: string): MachinePool<Machine> {
  const known = pools.get(image);
  if (known) return known;
  const parts = webParts(plan, document.baseURI, image);
  const pool = new MachinePool((signal) => launch(parts, { clock, signal }));
  pools.set(image, pool);
  return pool;
}
