// The server's own API as data: what a client asks for, and what it is answered.
import * as z from 'zod';
import { claimedStudent, handedInFiles } from '#kit/read-hand-in.js';
import { resultReport } from '#reports/json.js';

/** Files of one request. What is kept of them is bounded as of every submission. */
const MOST_FILES = 500;

export const gradeRequest = z.strictObject({
  lab: z.string().max(200).describe('Name of a lab that the server has: see GET /labs.'),
  files: handedInFiles
    .refine((files) => Object.keys(files).length <= MOST_FILES, `has more than ${MOST_FILES} files`)
    .describe(
      'What was handed in, by path: text as it is, other bytes in base64. Names and archives are taken as `ipclab grade` takes them.',
    ),
  student: claimedStudent
    .strict()
    .optional()
    .describe('Whose it is, for the answer alone: the same files have the same points, whoever it is.'),
  audience: z
    .enum(['student', 'instructor'])
    .default('student')
    .describe(
      'Who is to see the answer: what a student may not see of hidden checks is in that for an instructor only.',
    ),
});

export const grading = z.discriminatedUnion('state', [
  z.strictObject({
    id: z.string().describe('To ask with: GET /grade/{id}.'),
    state: z.enum(['waiting', 'running']),
  }),
  z.strictObject({
    id: z.string(),
    state: z.literal('done'),
    result: resultReport.describe(
      'As `ipclab grade --report json` has it. Its `status` is `error` when machines failed.',
    ),
  }),
  z.strictObject({
    id: z.string(),
    state: z.literal('failed'),
    reason: z.string().describe('Why the server has no result; it is no fault of the submission.'),
  }),
]);

export const labs = z.array(
  z.strictObject({
    name: z.string(),
    title: z.string(),
    tasks: z.array(
      z.strictObject({
        name: z.string(),
        title: z.string(),
        files: z
          .array(z.strictObject({ name: z.string(), optional: z.boolean() }))
          .describe('What is to be handed in.'),
      }),
    ),
  }),
);

export const problem = z.strictObject({ error: z.string().describe('What is wrong, and what to do, in a sentence.') });

/** Seconds that a request for a result may wait for it. */
export const MOST_WAIT = 60;

export const gradingQuery = z.strictObject({
  wait: z.coerce
    .number()
    .min(0)
    .max(MOST_WAIT)
    .default(0)
    .describe('Seconds to wait for the result; the answer comes as soon as there is one. 0: at once.'),
});

export type GradeRequest = z.input<typeof gradeRequest>;
export type Grading = z.output<typeof grading>;
export type LabDescription = z.output<typeof labs>[number];
export type Problem = z.output<typeof problem>;
