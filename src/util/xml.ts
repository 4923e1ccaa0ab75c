import { escapeControls } from './escape.js';

/** An element of XML 1.0; whatever is not a character of XML is shown as what it is. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content: readonly string[] = [],
): string {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? '' : ` ${key}="${escapeXml(String(value)).replace(/\n/g, '&#10;').replace(/\t/g, '&#9;')}"`,
  );
  const open = `<${name}${written.join('')}`;
  return content.length === 0 ? `${open}/>` : `${open}>${content.join('')}</${name}>`;
}

export function escapeXml(text: string): string {
  return escapeControls(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** Numeric for the apostrophe, which HTML 4 has no name for. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
