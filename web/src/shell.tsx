// The panes of the page. They are the same elements in every layout, so that terminals and editor keep what they have.
import { useSignalEffect } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Catalogue } from './catalogue/catalogue.js';
import { Dialogs } from './dialogs/dialogs.js';
import { isAlarm } from './evidence/words.js';
import { CodePane } from './files/code-pane.js';
import { useDrop } from './files/use-drop.js';
import { Header } from './header.js';
import type { PaneName } from './layout/layout.js';
import { Separator } from './layout/separator.js';
import { SkipLinks } from './layout/skip-links.js';
import type { Page } from './page.js';
import { Guide } from './readme/guide.js';
import { ResultsPane } from './results-pane.js';
import { listenForShortcuts } from './shortcuts.js';
import { TerminalArea } from './terminal/terminal-area.js';
import { Icon } from './ui/icon.js';
import { MessageLine } from './ui/message.js';
import { Tabs } from './ui/tabs.js';
import { UpdateNotice } from './update-notice.js';
import { StorageNotice } from './workspace/storage-notice.js';

const PHONE_TABS = [
  { id: 'examples', icon: 'examples', text: 'Examples' },
  { id: 'guide', icon: 'guide', text: 'Guide' },
  { id: 'code', icon: 'code', text: 'Code' },
  { id: 'terminals', icon: 'terminal', text: 'Terminal' },
  { id: 'results', icon: 'results', text: 'Results' },
] as const;

export function Shell({ page }: { readonly page: Page }): VNode {
  const panes = useRef<HTMLDivElement>(null);
  const { layout, session } = page;
  const phone = layout.kind.value === 'phone';
  const { dropping, listeners } = useDrop(page);

  useEffect(() => listenForShortcuts(page), [page]);
  useEffect(() => {
    const element = panes.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      layout.width.value = element.clientWidth;
      layout.height.value = element.clientHeight;
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [layout]);
  useSignalEffect(() => {
    const style = panes.current?.style;
    style?.setProperty('--side', `${layout.sideSize.value}px`);
    style?.setProperty('--code', `${layout.sizeOf('code')}px`);
    style?.setProperty('--results', layout.resultsOpen.value ? `${layout.resultsSize.value}px` : 'auto');
  });
  useSignalEffect(() => {
    const title = page.projects.title;
    document.title = title === undefined ? page.site.title : `${title} · ${page.site.title}`;
  });

  const news = session.running.seen.value.some(isAlarm) && layout.pane.value !== 'results';
  const sideHidden = phone ? !layout.shows('examples') && !layout.shows('guide') : !layout.sideOpen.value;
  const hidden = (name: PaneName): boolean => phone && !layout.shows(name);
  return (
    <div class="shell" data-layout={layout.kind.value} {...listeners}>
      <SkipLinks page={page} />
      <Header page={page} />
      <div>
        <StorageNotice page={page} />
        <UpdateNotice page={page} />
      </div>
      <main class="panes" ref={panes} data-results={layout.resultsOpen.value ? layout.results.value : undefined}>
        <section
          id="pane-side"
          class="pane pane-side"
          aria-label="Examples and guide"
          tabIndex={-1}
          hidden={sideHidden}
        >
          {!phone && (
            <div class="pane-bar">
              <Tabs
                label="Examples and guide"
                tabs={[
                  { id: 'examples', label: 'Examples' },
                  { id: 'guide', label: 'Guide' },
                ]}
                selected={layout.side.value}
                panel={(id) => `side-${id}`}
                onSelect={(id) => layout.show(id)}
              />
            </div>
          )}
          <div
            id="side-examples"
            class="pane-body"
            role="tabpanel"
            aria-label="Examples"
            hidden={layout.side.value !== 'examples'}
          >
            <Catalogue page={page} />
          </div>
          <div
            id="side-guide"
            class="pane-body"
            role="tabpanel"
            aria-label="Guide"
            tabIndex={0}
            hidden={layout.side.value !== 'guide'}
          >
            <Guide page={page} />
          </div>
        </section>
        {!phone && layout.sideOpen.value && (
          <Separator layout={layout} name="side" number={1} label="Width of the guide" controls="pane-side" />
        )}
        <section
          id="pane-code"
          class={`pane pane-code${dropping ? ' dropping' : ''}`}
          aria-label="Code"
          tabIndex={-1}
          hidden={hidden('code')}
        >
          <CodePane page={page} />
        </section>
        {!phone && <Separator layout={layout} name="code" number={2} label="Size of the code" controls="pane-code" />}
        <div id="pane-terminals" class="pane pane-terminals" tabIndex={-1} hidden={hidden('terminals')}>
          <h2 class="sr-only">Terminals</h2>
          <TerminalArea session={session} />
        </div>
        {!phone && layout.resultsOpen.value && (
          <Separator
            layout={layout}
            name="results"
            number={3}
            label="Size of the terminals"
            controls="pane-terminals"
          />
        )}
        <section
          id="pane-results"
          class="pane pane-results"
          aria-label="Results"
          tabIndex={-1}
          hidden={hidden('results')}
        >
          <ResultsPane page={page} />
        </section>
      </main>
      {phone && (
        <nav class="phone-bar" aria-label="Panes">
          <Tabs
            label="Panes"
            tabs={PHONE_TABS.map(({ id, icon, text }) => ({
              id,
              label: (
                <>
                  <Icon name={icon} />
                  {text}
                  {id === 'results' && news && (
                    <span class="badge">
                      <span class="sr-only">, there is news</span>
                    </span>
                  )}
                </>
              ),
            }))}
            selected={layout.pane.value}
            panel={(id) => (id === 'examples' || id === 'guide' ? `side-${id}` : `pane-${id}`)}
            onSelect={(id) => layout.show(id)}
          />
        </nav>
      )}
      <Dialogs page={page} />
      <MessageLine messages={page.messages} />
    </div>
  );
}
