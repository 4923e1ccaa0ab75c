// What is said of a lab's checks that do not run in a kit.
import type { KitLab } from '#page-data/kit.js';

/** What Check does with a lab; the other checks need an instructor's programs, or are not shown. */
export function checksSentence({ checksHere, checksLater }: Pick<KitLab, 'checksHere' | 'checksLater'>): string {
  if (checksLater === 0) return 'Check runs all checks of this lab.';
  if (checksHere === 0) return 'The checks of this lab run only when your work is graded.';
  return `Check runs ${checksHere} of ${checksHere + checksLater} checks. ${laterChecks(checksLater)}`;
}

/** Of the checks that are left then. */
export function laterChecks(later: number): string {
  return later === 1
    ? 'The other one runs only when your work is graded: it needs what the course keeps to itself.'
    : `The other ${later} run only when your work is graded: they need what the course keeps to itself.`;
}
