// Points of practice: those of a lab's public checks, and one for an example.
import type { LabPlan } from '#lab/job.js';
import type { CatalogueExample } from '#page-data/catalogue.js';
import { fromPlainText } from '#util/plain-text.js';
import type { Checks } from '../session/state.js';

/** What Check can give. */
export function pointsOf({ lab }: Pick<CatalogueExample, 'lab'>): number {
  if (!lab) return 1;
  const { tasks } = fromPlainText(lab.plan) as LabPlan;
  return sum(tasks.flatMap(({ checks }) => checks.map(({ points }) => points)));
}

/** What it gave. */
export function wonOf({
  parts,
  passed,
  later,
}: Pick<Extract<Checks, { kind: 'done' }>, 'parts' | 'passed' | 'later'>): number {
  const points = parts.flatMap((part) => (part.points ? [part.points.got] : []));
  if (points.length > 0) return sum(points);
  return passed && later === 0 ? 1 : 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, one) => total + one, 0);
}
