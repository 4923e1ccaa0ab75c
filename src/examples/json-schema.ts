import * as z from 'zod';
import { exampleSchema } from './schema.js';

/** The metadata's format as a JSON Schema, for editors: what a person may write, before defaults are filled in. */
export function exampleJsonSchema(): unknown {
  return JSON.parse(JSON.stringify(z.toJSONSchema(exampleSchema, { io: 'input' }))) as unknown;
}
