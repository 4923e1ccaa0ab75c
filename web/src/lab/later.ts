// What is said of a lab's checks that do not run on a student's page.
import type { PageLab } from '#page-data/lab.js';

/** What Check does with a lab; the other checks need an instructor's programs, or are not shown. */
export function checksSentence({ checksHere, checksLater }: Pick<PageLab, 'checksHere' | 'checksLater'>): string {
  if (checksLater === 0) return 'Check runs all checks of this lab.';
  if (checksHere === 0) return laterChecks(checksLater);
  return `Check runs ${checksHere} of ${checksHere + checksLater} checks. ${laterChecks(checksLater)}`;
}

/** Of the checks that are left then. */
export function laterChecks(later: number): string {
  return later === 1
    ? '1 hidden check runs when your work is graded.'
    : `${later} hidden checks run when your work is graded.`;
}
