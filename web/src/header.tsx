// The top of the page: where one is, what one does with it.
import type { VNode } from 'preact';
import { topicTitle } from './catalogue/search.js';
import type { Page } from './page.js';
import { RunBar } from './run/run-bar.js';
import { Icon } from './ui/icon.js';

export function Header({ page }: { readonly page: Page }): VNode {
  const current = page.workspace.value?.current.value;
  const title = page.projects.title;
  const { sideOpen, kind } = page.layout;
  return (
    <header class="header" data-open={current !== undefined}>
      <a class="brand" href="#/" aria-label={`${page.site.title}: start`}>
        <Mark />
        <span>{page.site.title}</span>
      </a>
      <div class="heading">
        {current?.origin.kind === 'example' && (
          <span class="topic">{topicTitle(current.origin.id.split('/')[0] ?? '')}</span>
        )}
        <h1 title={title}>
          {title ?? (page.site.kit ? page.site.kit.term || page.site.title : 'Inter-process communication')}
        </h1>
        {page.projects.ownId !== undefined && (
          <button
            type="button"
            class="button plain icon"
            aria-label="Rename the project"
            title="Rename the project"
            onClick={() => (page.dialog.value = { is: 'title' })}
          >
            <Icon name="pencil" />
          </button>
        )}
      </div>
      <RunBar session={page.session} finds xray onReset={() => (page.dialog.value = { is: 'reset' })} />
      <div class="header-actions">
        {kind.value !== 'phone' && (
          <button
            type="button"
            class="button plain icon"
            aria-label="Examples and guide"
            title="Examples and guide"
            aria-expanded={sideOpen.value}
            aria-controls="pane-side"
            onClick={() => (sideOpen.value = !sideOpen.value)}
          >
            <Icon name="side" />
          </button>
        )}
        <button
          type="button"
          class="button plain icon"
          aria-label="Share"
          title="Share"
          disabled={!current}
          onClick={() => (page.dialog.value = { is: 'share' })}
        >
          <Icon name="share" />
        </button>
        <button
          type="button"
          class="button plain icon"
          aria-label="Keys and help"
          title="Keys and help (F1)"
          onClick={() => (page.dialog.value = { is: 'help' })}
        >
          <Icon name="help" />
        </button>
      </div>
    </header>
  );
}

/** Two processes and the pipes between them. */
function Mark(): VNode {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#1d4f5c" />
      <path d="M6 11h7v10H6zM19 11h7v10h-7z" fill="none" stroke="#f4f1ea" stroke-width="2" stroke-linejoin="round" />
      <path d="M13 14h6M19 18h-6" stroke="#f2b84b" stroke-width="2" stroke-linecap="round" />
    </svg>
  );
}
