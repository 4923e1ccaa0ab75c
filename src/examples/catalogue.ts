// The indexes of the examples, made from their metadata.

export interface CatalogueEntry {
  /** `topic/name`. */
  readonly name: string;
  readonly title: string;
  readonly shows: string;
}

/** The page of all examples, as Markdown; links are relative to c-examples/. */
export function cataloguePage(entries: readonly CatalogueEntry[]): string {
  const sections = [...byTopic(entries)].map(
    ([topic, examples]) => `## ${topic}

| example | shows |
| --- | --- |
${examples.map(({ name, shows }) => `| [${name.slice(topic.length + 1)}](${name}/README.md) | ${cell(shows)} |`).join('\n')}
`,
  );
  return `# The examples

${entries.length} programs and pairs of programs. \`npx ipclab demo topic/name\` runs one, \`npx ipclab show topic/name\` prints it.

${sections.join('\n')}`;
}

/** The topics with the names of their examples, as a Markdown table; links are relative to the project. */
export function topicTable(entries: readonly CatalogueEntry[]): string {
  const rows = [...byTopic(entries)].map(([topic, examples]) => {
    const names = examples.map(({ name }) => `[${name.slice(topic.length + 1)}](c-examples/${name}/README.md)`);
    return `| ${topic} | ${names.join(', ')} |`;
  });
  return `| topic | examples |\n| --- | --- |\n${rows.join('\n')}`;
}

/** Entries by topic, in their order. */
export function byTopic<T extends Pick<CatalogueEntry, 'name'>>(entries: readonly T[]): Map<string, T[]> {
  const topics = new Map<string, T[]>();
  for (const entry of entries) {
    const topic = entry.name.slice(0, entry.name.indexOf('/'));
    topics.set(topic, [...(topics.get(topic) ?? []), entry]);
  }
  return topics;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
