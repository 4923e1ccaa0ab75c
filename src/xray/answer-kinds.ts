// What of a run may be asked before it is shown. Imports nothing, since a page needs it before it has anything to draw.

/** Kinds of answers, and what has to be typed. */
export const ANSWER_HINTS = {
  result: 'a number, or the name of an error',
  text: 'a text',
  content: 'a number',
  'number-alive': 'a number',
  'programs-alive': 'names of programs, with commas between them',
  waits: 'names of system calls, with commas between them',
} as const;

export type AnswerKind = keyof typeof ANSWER_HINTS;

export const ANSWERS = Object.keys(ANSWER_HINTS) as readonly AnswerKind[];
