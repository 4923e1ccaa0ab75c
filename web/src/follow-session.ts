// What a run or a check brings with it: a tick at its example, and the pane in which there is something to see.
import { computed, effect, untracked } from '@preact/signals';
import { isAlarm } from './evidence/words.js';
import type { Page } from './page.js';
import { offeredImage } from './run/compiler-offer.js';

export function followSession({ session, layout, projects }: Page): void {
  const { seen } = session.running;
  effect(() => {
    if (session.state.value.kind === 'running') untracked(() => projects.reached(session.running.projectName, 'ran'));
  });
  effect(() => {
    const checks = session.checking.checks.value;
    if (checks.kind === 'none') return;
    layout.showResults('results');
    layout.show('results');
    if (checks.kind === 'done' && checks.passed && checks.later === 0)
      untracked(() => projects.reached(checks.name, 'passed'));
  });
  effect(() => {
    if (seen.value.some(isAlarm) || offeredImage(session)) layout.resultsOpen.value = true;
  });
  effect(() => {
    if (!session.errors.found.value) return;
    layout.showResults('results');
    layout.show('results');
  });
  const tries = computed(() => session.exploring.orders.value.kind);
  effect(() => {
    if (tries.value === 'none') return;
    layout.showResults('results');
    layout.show('results');
  });
  effect(() => {
    if (session.running.going.state.value.kind === 'there') layout.show('terminals');
  });
  const { shown } = session.running.recorder;
  const hasXray = computed(() => shown.value !== undefined);
  effect(() => {
    if (hasXray.value) layout.showResults('xray');
  });
  effect(() => {
    if (session.state.value.kind === 'busy') layout.show('terminals');
  });
}
