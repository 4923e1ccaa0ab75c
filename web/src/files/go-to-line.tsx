import type { VNode } from 'preact';
import type { Page } from '../page.js';

interface Props {
  readonly page: Page;
  /** A line of one of the project's files. */
  readonly place: { readonly file: string; readonly line: number };
}

/** Leads into the editor. */
export function GoToLine({ page, place: { file, line } }: Props): VNode {
  return (
    <button type="button" class="button plain" onClick={() => page.files.goTo(file, line)}>
      Go to line {line}
    </button>
  );
}
