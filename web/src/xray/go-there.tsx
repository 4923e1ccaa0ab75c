// A way into the run at the chosen event: a terminal beside its processes, on a machine of its own.
import type { VNode } from 'preact';
import { milliseconds } from '#hosts/worker/arrival-words.js';
import type { Going, GoingState } from './going.js';
import type { Shown } from './recorder.js';
import type { Xray } from './xray.js';

interface GoThereProps {
  readonly xray: Xray;
  readonly run: Pick<Shown, 'data' | 'course'>;
  readonly going: Going;
}

export function GoThere({ xray, run: { data, course }, going }: GoThereProps): VNode {
  if (!course)
    return (
      <p class="xray-there">
        Nobody can go into this run. <b>Compare timings</b> runs the program in virtual time, and there you can.
      </p>
    );
  const time = xray.timeline.events[xray.chosen.value]?.time ?? 0;
  const now = going.state.value;
  const state: GoingState = now.kind !== 'none' && now.course === course ? now : { kind: 'none' };
  const isGoing = state.kind === 'going';
  const go = (): void => {
    if (!isGoing) void goAttended(() => going.go(course, { recording: data.recording, time }));
  };
  return (
    <div class="xray-there" role="group" aria-label={`Go into ${xray.title}`} aria-busy={isGoing}>
      <button
        type="button"
        title="Repeats the run on a machine of its own up to here, stops its processes, and opens a terminal beside them"
        aria-label={`Go there: ${milliseconds(time)}`}
        aria-disabled={isGoing}
        onClick={go}
      >
        Go there
      </button>
      {isGoing && (
        <button type="button" onClick={() => going.end()}>
          Cancel
        </button>
      )}
      <span role="status">{wordsOf(state)}</span>
    </div>
  );
}

/** The keyboard goes to the terminal, unless its person has gone on to something else meanwhile. */
async function goAttended(go: () => ReturnType<Going['go']>): Promise<void> {
  const before = document.activeElement;
  const beside = await go();
  if (document.activeElement === before || document.activeElement === document.body) beside?.focus();
}

function wordsOf(state: GoingState): string {
  if (state.kind === 'none') return '';
  const at = milliseconds(state.time);
  switch (state.kind) {
    case 'going':
      return state.tries === 0
        ? `A machine starts, and repeats the run up to ${at}.`
        : `A machine repeats the run up to ${at}, and tries again until it is there: run ${state.tries}.`;
    case 'there':
      return `Stopped at ${at}: look around in the terminal “Stopped run”, and close it when you are done.`;
    case 'failed':
      return `It did not get to ${at}: ${state.sentence}.`;
  }
}
