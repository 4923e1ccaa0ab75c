// The application: the page's shell, or the sentence that says why there is none.
import { Component } from 'preact';
import type { ComponentChild, VNode } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { Page } from './page.js';
import { Shell } from './shell.js';
import type { Site } from './site.js';

export function App({ site }: { readonly site: Site }): VNode {
  const page = useMemo(() => new Page(site), [site]);
  useEffect(() => {
    void page.start();
  }, [page]);
  return (
    <LastResort>
      <Shell page={page} />
    </LastResort>
  );
}

/** A fault of the page itself must not leave a blank one; the files are in the store. */
class LastResort extends Component<{ readonly children: VNode }, { readonly fault?: string }> {
  static override getDerivedStateFromError(error: unknown): { readonly fault: string } {
    return { fault: error instanceof Error ? error.message : String(error) };
  }

  override render(): ComponentChild {
    const { fault } = this.state;
    if (fault === undefined) return this.props.children;
    return (
      <main class="failure">
        <h1>The page has failed</h1>
        <p role="alert">{fault}</p>
        <p>Your files are kept. Load the page again to go on.</p>
        <button type="button" class="button primary" onClick={() => location.reload()}>
          Load the page again
        </button>
      </main>
    );
  }
}
