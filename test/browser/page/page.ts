// What the test page offers to the test: the project's own functions, in a browser.
import { launch } from '#hosts/browser/launch.js';
import { webParts, type WebPlan } from '#hosts/browser/web-parts.js';
import { runRequest } from '#hosts/worker/run-request.js';
import type { RunRequest } from '#record/record.js';
import type { ExamplePlan } from '#examples/plan.js';

export interface PlanAsText extends Omit<ExamplePlan, 'files'> {
  readonly files: Readonly<Record<string, string>>;
}

/** Runs an example on a machine with a virtual clock, so often from its snapshot; returns each result and account as JSON. */
async function runExample(parts: WebPlan, plan: PlanAsText, start: number, times: number): Promise<string> {
  const course = { seed: 0, start };
  await using machine = await launch(webParts(parts, location.href), { clock: { kind: 'virtual', ...course } });
  const encoder = new TextEncoder();
  const files = Object.fromEntries(Object.entries(plan.files).map(([name, text]) => [name, encoder.encode(text)]));
  const seen: unknown[] = [];
  for (let time = 0; time < times; time++) {
    if (time > 0) await machine.reset(course);
    const result = await machine.runExample({ ...plan, files }, { timeout: 600_000 });
    seen.push([result, await machine.account()]);
  }
  return JSON.stringify(seen);
}

/** Runs a request on a machine with a virtual clock, so often from its snapshot; returns the outcomes as JSON. */
async function runRequests(plan: WebPlan, request: RunRequest, start: number, times: number): Promise<string> {
  const course = { seed: 0, start };
  const parts = webParts(plan, location.href);
  await using machine = await launch(parts, { clock: { kind: 'virtual', ...course } });
  const outcomes: unknown[] = [];
  for (let time = 0; time < times; time++) {
    if (time > 0) await machine.reset(course);
    const { record } = await runRequest(machine, parts.manifest, request, course);
    outcomes.push(record.outcome);
  }
  return JSON.stringify(outcomes);
}

Object.assign(globalThis, { runExample, runRequests });
