// What the test page offers to the test: the project's own functions, in a browser.
import { launch, type WebImage } from '../../../src/hosts/browser/launch.js';
import type { ImageManifest } from '../../../src/image/manifest.js';
import type { ExamplePlan } from '../../../src/examples/plan.js';

export interface PlanAsText extends Omit<ExamplePlan, 'files'> {
  readonly files: Readonly<Record<string, string>>;
}

/** Runs an example on a machine with a virtual clock; returns result and account as JSON. */
async function runExample(plan: PlanAsText, start: number): Promise<string> {
  const base = new URL('image/', location.href);
  const manifest = (await (await fetch(new URL('manifest.json', base))).json()) as ImageManifest;
  const image: WebImage = { base, manifest };
  const runtime = { wasm: new URL('v86.wasm', location.href), worker: new URL('worker.js', location.href) };
  await using machine = await launch(image, runtime, { clock: { kind: 'virtual', seed: 0, start } });
  const encoder = new TextEncoder();
  const files = Object.fromEntries(Object.entries(plan.files).map(([name, text]) => [name, encoder.encode(text)]));
  const result = await machine.runExample({ ...plan, files }, { timeout: 120_000 });
  return JSON.stringify([result, await machine.account()]);
}

Object.assign(globalThis, { runExample });
