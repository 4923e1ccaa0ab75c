// What the test page offers to the test: the project's own functions, in a browser.
import { launch } from '#hosts/browser/launch.js';
import { webParts, type WebPlan } from '#hosts/browser/web-parts.js';
import type { ExamplePlan } from '#examples/plan.js';

export interface PlanAsText extends Omit<ExamplePlan, 'files'> {
  readonly files: Readonly<Record<string, string>>;
}

/** Runs an example on a machine with a virtual clock; returns result and account as JSON. */
async function runExample(parts: WebPlan, plan: PlanAsText, start: number): Promise<string> {
  await using machine = await launch(webParts(parts, location.href), { clock: { kind: 'virtual', seed: 0, start } });
  const encoder = new TextEncoder();
  const files = Object.fromEntries(Object.entries(plan.files).map(([name, text]) => [name, encoder.encode(text)]));
  const result = await machine.runExample({ ...plan, files }, { timeout: 600_000 });
  return JSON.stringify([result, await machine.account()]);
}

Object.assign(globalThis, { runExample });
