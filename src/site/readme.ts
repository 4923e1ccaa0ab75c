// An example's README as HTML, made once when the page is built.
import MarkdownIt from 'markdown-it';
import { IpclabError } from '#util/error.js';

const HEADING = /^<(details)><summary>(.*)<\/summary>$/;
const END = '</details>';

/**
 * HTML of a README. Its source may hold no HTML of its own but questions with a folded answer:
 * `<details><summary>Question</summary>` and `</details>`, each a line of its own.
 *
 * @param names of all examples: where the text names one as code, it becomes a link `#topic/name`
 * @param where the README's path, for the message
 * @throws IpclabError `usage` when a folded answer does not end
 */
export function renderReadme(source: string, names: ReadonlySet<string>, where: string): string {
  const markdown = renderer(names);
  const html: string[] = [];
  let text: string[] = [];
  let open = 0;
  const flush = (): void => {
    html.push(markdown.render(text.join('\n')));
    text = [];
  };
  for (const line of source.split('\n')) {
    const question = HEADING.exec(line)?.[2];
    if (question !== undefined) {
      flush();
      html.push(`<details><summary>${markdown.renderInline(question)}</summary>\n`);
      open++;
    } else if (line === END && open > 0) {
      flush();
      html.push('</details>\n');
      open--;
    } else {
      text.push(line);
    }
  }
  if (open > 0)
    throw new IpclabError('usage', `${where}: a <details> does not end; put </details> on a line of its own`);
  flush();
  return html.join('');
}

function renderer(names: ReadonlySet<string>): ReturnType<typeof MarkdownIt> {
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
  const { renderer } = markdown;
  renderer.rules['code_inline'] = (tokens, index) => {
    const content = tokens[index]?.content ?? '';
    const code = `<code>${markdown.utils.escapeHtml(content)}</code>`;
    return names.has(content) ? `<a href="#${content}">${code}</a>` : code;
  };
  // A column's alignment would be a style attribute, which the page's policy does not let in.
  markdown.core.ruler.push('alignment', ({ tokens }) => {
    for (const token of tokens) {
      const alignment = /text-align:(left|center|right)/.exec(String(token.attrGet('style') ?? ''))?.[1];
      if (alignment) token.attrs = [['class', `align-${alignment}`]];
    }
  });
  return markdown;
}
