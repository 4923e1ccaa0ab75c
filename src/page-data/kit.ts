// A kit as its page has it: what an instructor chose, without anything that is a secret.
import * as z from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in hexadecimal');

/** What stands in a kit's page beside the examples. */
export const kitData = z
  .strictObject({
    term: z.string().describe('When it is for, as the instructor calls it; empty: not said.'),
    statement: z.string().describe('HTML; empty: there is none.'),
    store: z.string().min(1).describe("Name of the browser's database that keeps what is done with it."),
    image: sha256.describe('Digest of the image.'),
    licences: z.string().describe('What is in it and under which terms, for a person to read.'),
  })
  .readonly();

/** A lab as students get it: nothing in it is secret. */
export const kitLab = z
  .strictObject({
    name: z.string().min(1),
    digest: sha256.describe('Of the lab as its instructor has it.'),
    checksHere: z.int().min(0).describe('How many checks the plan has.'),
    checksLater: z.int().min(0).describe('How many more there are, which run only when it is graded.'),
    plan: z.string().describe('The public checks: a lab plan as plain text.'),
  })
  .readonly();

export type KitData = z.output<typeof kitData>;
export type KitLab = z.output<typeof kitLab>;
