// A text that was Markdown: an example's README, what an instructor says.
import type { VNode } from 'preact';

/** A README begins with a heading of its own; here it stands below the page's. What scrolls can have the focus. */
export function Readme({ html }: { readonly html: string }): VNode {
  const lowered = html
    .replace(/<(\/?)h([1-5])>/g, (_, end: string, level: string) => `<${end}h${Number(level) + 1}>`)
    .replaceAll('<pre>', '<pre tabindex="0">');
  return <div dangerouslySetInnerHTML={{ __html: lowered }} />;
}
