import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CatalogueExample } from '#page-data/catalogue.js';
import { searchCatalogue, topicTitle } from '../../../web/src/catalogue/search.js';

const example = (name: string, title: string, shows = '', files: string[] = []): CatalogueExample => ({
  name,
  title,
  shows,
  readme: '',
  files: Object.fromEntries(files.map((file) => [file, ''])),
});

const EXAMPLES = [
  example('tracing/mini-strace', 'A small strace'),
  example('signals/one-bit', 'A signal is one bit', 'Two SIGUSR1 become one.'),
  example('pipes/loopback', 'A pipe as a loop-back', 'The 9 bytes come back.', ['loopback.c']),
  example('pipes/capacity', 'How much a pipe holds'),
  example('unheard-of/thing', 'Something new'),
];

const names = (query: string): string[] =>
  searchCatalogue(EXAMPLES, query).flatMap(({ examples }) => examples.map(({ name }) => name));

describe('the catalogue', () => {
  test('comes in the order of a course, with new topics at the end', () => {
    assert.deepEqual(
      searchCatalogue(EXAMPLES, '').map(({ title }) => title),
      ['Pipes', 'Signals', 'Tracing', 'Unheard of'],
    );
  });

  test('is searched in topic, title, description and names of files, whatever the case', () => {
    assert.deepEqual(names('PIPE'), ['pipes/loopback', 'pipes/capacity']);
    assert.deepEqual(names('sigusr1'), ['signals/one-bit']);
    assert.deepEqual(names('loopback.c'), ['pipes/loopback']);
  });

  test('every word must be there', () => {
    assert.deepEqual(names('pipe holds'), ['pipes/capacity']);
    assert.deepEqual(names('pipe strace'), []);
  });

  test('topics have names for people', () => {
    assert.equal(topicTitle('memory-mapped-files'), 'Memory-mapped files');
    assert.equal(topicTitle('rpc'), 'Remote procedure calls');
  });
});
