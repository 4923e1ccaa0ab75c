// The metadata of an example, `example.json`: one format for people, editors (as JSON Schema) and the runner.
import * as z from 'zod';
import { mutation } from '#scenario/mutation.js';
import { program, run } from '#scenario/schema.js';

const fault = mutation.extend({ breaks: z.string().describe('The run whose checks must notice.') });

const corrected = run.shape.parties.element.pick({ end: true, stdout: true });

const exampleRun = run.extend({
  fixed: corrected
    .extend({ party: z.string().optional().describe('Whose program has the fault; default: the only party.') })
    .optional()
    .describe(
      'The run shows a fault: what the party does once somebody has corrected its program. Parties that start after its end are left out then.',
    ),
});

const exampleProgram = program.extend({
  fixed: corrected
    .extend({ wallLimit: run.shape.wallLimit })
    .optional()
    .describe('It does not compile: what it does, run alone, once somebody has corrected it.'),
});

export const exampleSchema = z.strictObject({
  $schema: z.string().optional(),
  title: z.string(),
  shows: z.string().describe('One or two sentences: what a run makes visible.'),
  programs: z.record(z.string().regex(/^[a-z0-9-]+$/), exampleProgram),
  runs: z.array(exampleRun).min(1),
  mutations: z.array(fault).default([]).describe('Small faults that the checks must catch.'),
});

export type Example = z.output<typeof exampleSchema>;
export type Fault = Example['mutations'][number];
