// What a check saw, and where programs wait.
import type { VNode } from 'preact';
import { ChecksPanel } from './check/checks-panel.js';
import { EvidencePanel } from './evidence/evidence-panel.js';
import type { Page } from './page.js';
import { CompilerOffer, offeredImage } from './run/compiler-offer.js';
import { ErrorSearchPanel } from './run/error-search-panel.js';
import { Icon } from './ui/icon.js';

export function ResultsPane({ page }: { readonly page: Page }): VNode {
  const { session, layout } = page;
  const { resultsOpen } = layout;
  const phone = layout.kind.value === 'phone';
  const open = phone || resultsOpen.value;
  const empty =
    session.checking.checks.value.kind === 'none' &&
    session.running.seen.value.length === 0 &&
    !session.errors.found.value &&
    !offeredImage(session);
  return (
    <>
      <div class="pane-bar">
        <h2 class="pane-title">Results</h2>
        <span class="push" />
        {!phone && (
          <button
            type="button"
            class="button plain icon"
            aria-label={open ? 'Fold the results' : 'Unfold the results'}
            aria-expanded={open}
            aria-controls="results"
            onClick={() => (resultsOpen.value = !open)}
          >
            <span class={open ? 'turn' : 'turn up'}>
              <Icon name="chevron" />
            </span>
          </button>
        )}
      </div>
      <div id="results" class="pane-body results" tabIndex={0} role="group" aria-label="Results" hidden={!open}>
        {empty ? (
          <div class="empty">
            <p>
              No results yet. <b>Check</b> lists what passed; if a program hangs, you’ll see here what each process is
              waiting for.
            </p>
          </div>
        ) : (
          <>
            <CompilerOffer session={session} />
            <ErrorSearchPanel page={page} />
            <EvidencePanel session={session} />
            <ChecksPanel session={session} />
          </>
        )}
      </div>
    </>
  );
}
