// Examples and labs as a page shows them.
import * as z from 'zod';
import { exampleSchema } from '#examples/schema.js';
import { pageLab } from './lab.js';

export const catalogueExample = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'is not a name such as pipes/loopback'),
    title: z.string(),
    shows: z.string(),
    readme: z.string().describe('HTML. A link to another example is `#topic/name`.'),
    files: z.record(z.string(), z.string()).readonly().describe('Text of each file that belongs to it.'),
    example: exampleSchema.optional().describe('How it is run and checked; a lab has none.'),
    lab: pageLab.optional().describe('The public side of a lab.'),
  })
  .readonly();

export const catalogue = z.strictObject({ examples: z.array(catalogueExample).readonly() }).readonly();

export type CatalogueExample = z.output<typeof catalogueExample>;
export type Catalogue = z.output<typeof catalogue>;
