// Where programs wait, or what they left, in words.
import type { VNode } from 'preact';
import type { Session } from '../session/session.js';

export function EvidencePanel({ session }: { readonly session: Session }): VNode | null {
  const hang = session.running.evidence.value;
  if (!hang) return null;
  const waiting = hang.kind === 'waiting';
  return (
    <section class="evidence" aria-label="What the kernel sees">
      <p role="status">{waiting ? 'All processes are blocked:' : 'The program has ended and left something:'}</p>
      <ul>
        {hang.sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
