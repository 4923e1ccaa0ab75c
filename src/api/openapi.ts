// The server's own API in the words of OpenAPI, made of the schemas that its requests are checked with.
import * as z from 'zod';
import { omit } from '#util/omit.js';
import { grading, gradeRequest, gradingQuery, labs, problem } from './schema.js';

const VERSION = '1';

const REQUEST_SCHEMAS = { GradeRequest: gradeRequest, GradingQuery: gradingQuery };
const ANSWER_SCHEMAS = { Grading: grading, Labs: labs, Problem: problem };

/** A description of the API, OpenAPI 3.1. */
export function openApi(): unknown {
  const schemas = { ...schemasOf(REQUEST_SCHEMAS, 'input'), ...schemasOf(ANSWER_SCHEMAS, 'output') };
  const { GradingQuery, ...shared } = schemas;
  const { wait } = (GradingQuery as { readonly properties: Readonly<Record<string, unknown>> }).properties;
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
  return {
    openapi: '3.1.0',
    info: {
      title: 'ipclab: grading',
      version: VERSION,
      description:
        'Grades submissions in machines of their own. The same submission has the same result, whoever asks, and however busy the server is.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{}, { key: [] }],
    paths: {
      '/labs': {
        get: operation('labs', 'The labs that this server grades by.', { 200: json('The labs.', 'Labs') }),
      },
      '/grade': {
        post: {
          ...operation('grade', 'Grades a submission. The answer comes at once, with an id to ask for the result.', {
            202: json('It waits, or is being graded.', 'Grading'),
            400: json('The request is not as it should be.', 'Problem'),
            404: json('There is no such lab.', 'Problem'),
            413: json('The request is too large.', 'Problem'),
            429: json('The key has no runs left in this hour.', 'Problem'),
            503: json('As much waits already as may; ask again after the seconds of Retry-After.', 'Problem'),
          }),
          requestBody: { required: true, content: content('GradeRequest') },
        },
      },
      '/grade/{id}': {
        get: {
          ...operation('grading', 'How far it is, and what came of it. A result is kept for a while.', {
            200: json('How far it is.', 'Grading'),
            400: json('The request is not as it should be.', 'Problem'),
            404: json(
              'There is no such grading of this key, or not any more; grade again for the same result.',
              'Problem',
            ),
          }),
          parameters: [id, { name: 'wait', in: 'query', required: false, schema: wait }],
        },
        delete: {
          ...operation('forget', 'Ends it where it is not done, and forgets its result.', {
            204: { description: 'It is forgotten.' },
            404: json('There is no such grading of this key.', 'Problem'),
          }),
          parameters: [id],
        },
      },
    },
    components: {
      schemas: shared,
      securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-API-KEY' } },
    },
  };
}

function operation(operationId: string, summary: string, responses: object): object {
  return { operationId, summary, responses: { ...responses, 403: json('The key is missing, or unknown.', 'Problem') } };
}

function json(description: string, schema: string): object {
  return { description, content: content(schema) };
}

function content(schema: string): object {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } };
}

/** @param io a request before defaults are filled in, or an answer as it is sent */
function schemasOf(named: Readonly<Record<string, z.ZodType>>, io: 'input' | 'output'): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(named).map(([name, schema]) => [name, omit(z.toJSONSchema(schema, { io }), '$schema')]),
  );
}
