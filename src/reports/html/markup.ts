import { escapeXml } from '#util/xml.js';

/** HTML that was made here; everything else is text and gets escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = string | number | Markup | readonly Part[] | undefined;

/**
 * HTML from a template: whatever is put in is text, between tags and in quoted attributes alike, unless it is Markup itself.
 * Control characters are shown as what they are.
 */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((string, index) => string + write(parts[index])).join(''));
}

/** Lines as they are; a reader of HTML drops a newline right after the tag, so that one is put there. */
export function preformatted(lines: readonly Part[]): Markup {
  return new Markup(`<pre>\n${lines.map(write).join('\n')}</pre>`);
}

function write(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Markup) return part.text;
  return typeof part === 'object' ? part.map(write).join('') : escapeXml(String(part));
}
