// What a check saw, where programs wait, and what happened in a run.
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { ChecksPanel } from './check/checks-panel.js';
import { OrdersButtons, OrdersPanel } from './explore/orders-panel.js';
import { EvidencePanel } from './evidence/evidence-panel.js';
import type { Page } from './page.js';
import { CompilerOffer, offeredImage } from './run/compiler-offer.js';
import { ErrorSearchPanel } from './run/error-search-panel.js';
import { runnableOf } from './run/programs.js';
import { Icon } from './ui/icon.js';
import { Tabs } from './ui/tabs.js';
import { XrayPanel } from './xray/xray-panel.js';
import type { LinkedEditor } from './xray/xray.js';

const TABS = [
  { id: 'results', label: 'Results' },
  { id: 'xray', label: 'X-ray' },
] as const;

const PANELS = { results: 'results', xray: 'run-xray' } as const;

export function ResultsPane({ page }: { readonly page: Page }): VNode {
  const { session, layout } = page;
  const { resultsOpen, results } = layout;
  const { recorder } = session.running;
  const phone = layout.kind.value === 'phone';
  const open = phone || resultsOpen.value;
  const tab = results.value;
  const project = page.project();
  const hasChoice = project !== undefined && runnableOf(project).choices.length > 0;
  const editor = useMemo<LinkedEditor>(
    () => ({
      show: ({ file, line }) => page.files.showLine(file, line),
      goTo: ({ file, line }) => page.files.goTo(file, line),
    }),
    [page],
  );
  return (
    <>
      <div class="pane-bar">
        <Tabs
          label="Results and X-ray"
          tabs={TABS}
          selected={tab}
          panel={(id) => PANELS[id]}
          onSelect={(id) => layout.showResults(id)}
        />
        <span class="push" />
        {tab === 'results' && <OrdersButtons session={session} />}
        {tab === 'xray' && (
          <button
            type="button"
            class="button"
            disabled={!hasChoice || recorder.elsewhere.value !== undefined}
            title="Runs it under one timing after the other until it goes another way, and shows where"
            onClick={() => void session.compare()}
          >
            Compare timings
          </button>
        )}
        {tab === 'xray' && recorder.recording.value && session.state.value.kind === 'running' && (
          <button type="button" class="button" onClick={() => void recorder.take()}>
            Show up to now
          </button>
        )}
        {!phone && (
          <button
            type="button"
            class="button plain icon"
            aria-label={open ? 'Fold the results' : 'Unfold the results'}
            aria-expanded={open}
            aria-controls={PANELS[tab]}
            onClick={() => (resultsOpen.value = !open)}
          >
            <span class={open ? 'turn' : 'turn up'}>
              <Icon name="chevron" />
            </span>
          </button>
        )}
      </div>
      <div
        id={PANELS.results}
        class="pane-body results"
        tabIndex={0}
        role="tabpanel"
        aria-label="Results"
        hidden={!open || tab !== 'results'}
      >
        <Results page={page} editor={editor} />
      </div>
      <div
        id={PANELS.xray}
        class="pane-body"
        tabIndex={-1}
        role="tabpanel"
        aria-label="X-ray"
        hidden={!open || tab !== 'xray'}
      >
        {open && tab === 'xray' && <XrayPanel recorder={recorder} editor={editor} going={session.running.going} />}
      </div>
    </>
  );
}

function Results({ page, editor }: { readonly page: Page; readonly editor: LinkedEditor }): VNode {
  const { session } = page;
  const empty =
    session.checking.checks.value.kind === 'none' &&
    session.running.seen.value.length === 0 &&
    !session.errors.found.value &&
    session.exploring.orders.value.kind === 'none' &&
    !offeredImage(session);
  if (empty)
    return (
      <div class="empty">
        <p>
          No results yet. <b>Check</b> lists what passed; if a program hangs, you’ll see here what each process is
          waiting for. <b>Try every order</b> takes the processor from your program wherever that matters.
        </p>
      </div>
    );
  return (
    <>
      <CompilerOffer session={session} />
      <ErrorSearchPanel page={page} />
      <OrdersPanel page={page} editor={editor} />
      <EvidencePanel session={session} />
      <ChecksPanel session={session} />
    </>
  );
}
