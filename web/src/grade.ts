// Grading in a page: what `ipclab grade --host chromium` calls, and nothing else.
import { decodeJob, encodeOutcome } from '#lab/wire.js';
import { launch } from '#hosts/browser/launch.js';
import { webParts, type WebPlan } from '#hosts/browser/web-parts.js';
import { ELEMENTS } from '#page-data/elements.js';
import { MachinePool } from '#work/pool.js';
import type { Limits } from '#util/deadline.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';

const plan = JSON.parse(document.getElementById(ELEMENTS.parts)?.textContent ?? '') as WebPlan;
const parts = webParts(plan, document.baseURI);
const clock = { kind: 'virtual', seed: 0, start: VIRTUAL_START } as const;
const machines = new MachinePool((signal) => launch(parts, { clock, signal }));

Object.assign(globalThis, {
  /** SHA-256 of the snapshot that machines start from. */
  imageState: plan.manifest.artefacts.state.sha256,
  /**
   * @param job a job as text
   * @param limits of this machine's clock
   * @returns its outcome or its error as text
   */
  gradeJob: (job: string, limits: Limits): Promise<string> =>
    encodeOutcome(machines.use((machine) => machine.grade(decodeJob(job), limits))),
});
