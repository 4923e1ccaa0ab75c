// A kit as its page has it: what an instructor chose, without anything that is a secret.
import * as z from 'zod';

/** What stands in a kit's page beside the examples. */
export const kitData = z
  .strictObject({
    term: z.string().describe('When it is for, as the instructor calls it; empty: not said.'),
    statement: z.string().describe('HTML; empty: there is none.'),
    store: z.string().min(1).describe("Name of the browser's database that keeps what is done with it."),
    scorm: z
      .boolean()
      .describe('Whether it tells a learning platform around it, by SCORM 1.2, how far the student is.'),
    licences: z.string().describe('What is in it and under which terms, for a person to read.'),
  })
  .readonly();

export type KitData = z.output<typeof kitData>;
