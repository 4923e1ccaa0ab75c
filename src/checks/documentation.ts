// The kinds of checks as tables of docs/labs.md.
import { KINDS } from './expect/registry.js';
import { TEXT_KINDS } from './text/registry.js';

/** The fields of `expect`, as a Markdown table. */
export function kindTable(): string {
  const rows = KINDS.map(({ name, usage, help }) => `| \`${name}\` | ${cell(usage)} | ${cell(help)} |`);
  return `| in \`expect\` | value | what it asks |\n| --- | --- | --- |\n${rows.join('\n')}`;
}

/** The checks of a text, as a Markdown table. */
export function textKindTable(): string {
  const rows = TEXT_KINDS.map(({ usage, help }) => `| \`${cell(usage)}\` | ${cell(help)} |`);
  return `| check of a text | what it asks |\n| --- | --- |\n${rows.join('\n')}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
