// The catalogue in the order of a course, and what of it a search leaves.
import type { CatalogueExample } from '#page-data/catalogue.js';

export interface Topic {
  readonly name: string;
  readonly title: string;
  readonly examples: readonly CatalogueExample[];
}

/** What is to be handed in, then from a file to a network; what is not named here comes after it, by name. */
const TITLES: readonly (readonly [string, string])[] = [
  ['labs', 'Labs'],
  ['files', 'Files'],
  ['pipes', 'Pipes'],
  ['fifos', 'FIFOs'],
  ['signals', 'Signals'],
  ['memory-mapped-files', 'Memory-mapped files'],
  ['shared-memory', 'Shared memory'],
  ['semaphores', 'Semaphores'],
  ['message-passing', 'Message passing'],
  ['duality', 'Duality'],
  ['sockets', 'Sockets'],
  ['rpc', 'Remote procedure calls'],
  ['tracing', 'Tracing'],
];

/** A topic's name for people: `shared-memory` is Shared memory. */
export function topicTitle(topic: string): string {
  const title = TITLES.find(([name]) => name === topic)?.[1] ?? topic.replaceAll('-', ' ');
  return title.charAt(0).toUpperCase() + title.slice(1);
}

/** The examples that have every word of a query in title, name, description or a file's name, by topic. */
export function searchCatalogue(examples: readonly CatalogueExample[], query: string): readonly Topic[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const topics = new Map<string, CatalogueExample[]>();
  for (const example of examples) {
    const topic = example.name.slice(0, example.name.indexOf('/'));
    const text = [topicTitle(topic), example.name, example.title, example.shows, ...Object.keys(example.files)]
      .join(' ')
      .toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    topics.set(topic, [...(topics.get(topic) ?? []), example]);
  }
  return [...topics]
    .map(([name, found]) => ({ name, title: topicTitle(name), examples: found }))
    .sort((a, b) => place(a.name) - place(b.name) || (a.name < b.name ? -1 : 1));
}

function place(topic: string): number {
  const index = TITLES.findIndex(([name]) => name === topic);
  return index < 0 ? TITLES.length : index;
}
