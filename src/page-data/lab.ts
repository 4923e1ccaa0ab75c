// A lab as a page has it: what its students may have, and nothing that is a secret.
import * as z from 'zod';
import { prediction } from '#scenario/schema.js';

export const pageLab = z
  .strictObject({
    name: z.string().min(1),
    digest: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in hexadecimal')
      .describe('Of the lab as its instructor has it.'),
    image: z.string().describe('Digest of the image that it is checked with.'),
    checksHere: z.int().min(0).describe('How many checks the plan has.'),
    checksLater: z.int().min(0).describe('How many more there are, which run only when it is graded.'),
    questions: z
      .array(
        z.strictObject({
          task: z.string(),
          title: z.string().describe('Of the task.'),
          run: z.string(),
          asks: prediction,
        }),
      )
      .readonly()
      .describe('What is asked before a run is shown, of a task no more than one.'),
    plan: z.string().describe('The public checks: a lab plan as plain text.'),
  })
  .readonly();

export type PageLab = z.output<typeof pageLab>;
export type LabQuestion = PageLab['questions'][number];
