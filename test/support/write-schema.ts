// Writes c-examples/example.schema.json; a unit test fails when it is not current.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES } from '../../src/hosts/node/paths.js';
import { exampleJsonSchema } from '../../src/labs/json-schema.js';

writeFileSync(join(EXAMPLES, 'example.schema.json'), `${JSON.stringify(exampleJsonSchema(), null, 2)}\n`);
