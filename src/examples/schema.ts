// The metadata of an example, `example.json`: one format for people, editors (as JSON Schema) and the runner.
import * as z from 'zod';
import { program, run } from '#scenario/schema.js';

const mutation = z.strictObject({
  file: z.string(),
  find: z.string().describe('A piece that is in the file exactly once.'),
  replace: z.string(),
  breaks: z.string().describe('The run whose checks must notice.'),
});

export const exampleSchema = z.strictObject({
  $schema: z.string().optional(),
  title: z.string(),
  shows: z.string().describe('One or two sentences: what a run makes visible.'),
  programs: z.record(z.string().regex(/^[a-z0-9-]+$/), program),
  runs: z.array(run).min(1),
  mutations: z.array(mutation).default([]).describe('Small faults that the checks must catch.'),
});

export type Example = z.output<typeof exampleSchema>;
export type Mutation = Example['mutations'][number];
