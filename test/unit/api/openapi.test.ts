import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openApi } from '#api/openapi.js';
import { gradeRequest, grading } from '#api/schema.js';

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, { readonly properties?: object; readonly oneOf?: unknown[] }>>;
  };
}

function everyReference(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]: [string, unknown]) =>
    name === '$ref' ? [String(each)] : everyReference(each),
  );
}

describe('the description of the API', () => {
  const document = openApi() as Document;

  it('refers to what is in it, and to nothing else', () => {
    const references = everyReference(document);
    assert.ok(references.length >= 5);
    for (const reference of references) {
      const [, ...steps] = reference.split('/');
      const found = steps.reduce((at: unknown, step) => (at as Record<string, unknown> | undefined)?.[step], document);
      assert.ok(found, reference);
    }
  });

  it('says what requests are checked by, and in which states a grading may be', () => {
    const { GradeRequest, Grading } = document.components.schemas;
    assert.deepEqual(Object.keys(GradeRequest?.properties ?? {}), Object.keys(gradeRequest.shape));
    assert.equal(Grading?.oneOf?.length, grading.options.length);
  });
});
