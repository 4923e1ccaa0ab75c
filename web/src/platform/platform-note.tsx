// What a student has to know of a kit inside a learning platform: what is told, and what counts.
import type { VNode } from 'preact';
import type { Platform } from './open-platform.js';
import type { Reported, Reporting } from './reporting.js';

interface Props {
  readonly platform: Platform;
  /** Whether there is something to hand in. */
  readonly labs: boolean;
}

export function PlatformNote({ platform: { reporting }, labs }: Props): VNode {
  return (
    <aside class="platform-note" aria-label="Your learning platform">
      <p>
        {reporting?.open === true &&
          'Your learning platform gets a score from Check. It is for practice: it is made in your browser, from the checks that run here. '}
        {labs && 'What counts is the file that you hand in: your course runs all checks on it.'}
      </p>
      <p role="status">{told(reporting)}</p>
    </aside>
  );
}

function told(reporting: Reporting | undefined): string {
  if (!reporting)
    return 'No learning platform answers this page: no score is reported, and only this browser keeps your work.';
  if (!reporting.open) return 'Your learning platform shows this page for review: no score is reported.';
  const reported = reporting.reported.value;
  return reported ? sentences(reported).join(' ') : '';
}

function sentences({ score, done, without, error }: Reported): string[] {
  if (error !== undefined) {
    return [`Your learning platform did not take the last report (error ${error}). This browser keeps your work.`];
  }
  return [
    ...(score === undefined ? [] : [`Reported: ${score} of 100.`]),
    done ? 'Reported as completed.' : 'Not completed yet.',
    ...(without.length === 0
      ? []
      : [`Your files of ${without.join(' and ')} are too large for the platform: only this browser keeps them.`]),
  ];
}
