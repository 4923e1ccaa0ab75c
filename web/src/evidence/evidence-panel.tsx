// What programs are at, or what they left, in words.
import type { VNode } from 'preact';
import type { Session } from '../session/session.js';
import type { Observation } from '../session/state.js';
import { headingOf, isAlarm } from './words.js';

/** Of processes that are too many, so many are told one by one. */
const MOST = 12;

export function EvidencePanel({ session }: { readonly session: Session }): VNode {
  return (
    <>
      {session.running.seen.value.map((observation) => (
        <Seen key={observation.kind} observation={observation} />
      ))}
    </>
  );
}

function Seen({ observation }: { readonly observation: Observation }): VNode {
  const { sentences } = observation;
  const more = sentences.length - MOST;
  return (
    <section class={`evidence${isAlarm(observation) ? ' alarm' : ''}`} aria-label="What the kernel sees">
      <p role="status">{headingOf(observation)}</p>
      <ul>
        {sentences.slice(0, MOST).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {more > 0 && <li>and {more} more</li>}
      </ul>
    </section>
  );
}
