// What stands beside the code: an example's README, or what a project is.
import type { VNode } from 'preact';
import type { CatalogueExample } from '#page-data/catalogue.js';
import { HandIn } from '../lab/hand-in.js';
import { LabNote } from '../lab/lab-note.js';
import { Questions } from '../lab/questions.js';
import type { Page } from '../page.js';
import { formatRoute } from '../route.js';
import { PlatformNote } from '../platform/platform-note.js';
import { Predict } from './predict.js';
import { Readme } from './readme.js';

export function Guide({ page }: { readonly page: Page }): VNode {
  const workspace = page.workspace.value;
  const current = workspace?.current.value;
  if (!workspace || page.router.shown.value.is === 'opening') return <p class="empty">Loading the examples…</p>;
  if (!current) {
    return (
      <div class="empty">
        <p>Open an example, and its guide appears here.</p>
        <button type="button" class="button" onClick={() => page.layout.show('examples')}>
          Show the examples
        </button>
      </div>
    );
  }
  const example = workspace.example.value;
  const own = current.origin.kind === 'own';
  return (
    <article class="guide">
      {current.origin.fromLink && (
        <p class="origin">
          The files of this project came with a link. Whoever made the link wrote them, not this site; nothing of them
          runs before you press Run, and then only inside the machine.
        </p>
      )}
      {own && <Own page={page} example={example?.name} />}
      {example?.lab && <LabNote lab={example.lab} />}
      {example?.lab && page.site.platform && <PlatformNote platform={page.site.platform} labs />}
      {example && <Text page={page} example={example} />}
      {example?.lab && <Questions page={page} lab={example.lab} />}
      {example?.lab && <HandIn page={page} lab={example.lab} />}
    </article>
  );
}

/** What the example asks stands between what it is about and what a run of it does. */
function Text({ page, example }: { readonly page: Page; readonly example: CatalogueExample }): VNode {
  const { readme } = example;
  const asks = example.example?.runs.find(({ predict }) => predict)?.predict;
  const section = readme.indexOf('<h2');
  const about = section < 0 ? readme.length : section;
  if (!asks) return <Readme html={readme} />;
  return (
    <>
      <Readme html={readme.slice(0, about)} />
      <Predict
        key={example.name}
        page={page}
        title="Predict first"
        asks={asks}
        onPredict={(typed) => page.session.predict(typed)}
      />
      <Readme html={readme.slice(about)} />
    </>
  );
}

function Own({ page, example }: { readonly page: Page; readonly example: string | undefined }): VNode {
  return (
    <>
      <h2>{page.projects.title}</h2>
      {example === undefined ? (
        <>
          <p>
            A project of your own. <b>Run</b> compiles each C file that has a <code>main</code>, together with those
            that have none, and starts the program in a terminal. Headers stand beside their sources.
          </p>
          <p>Everything is kept in this browser as you type. A share link or a download takes it elsewhere.</p>
        </>
      ) : (
        <p>
          It began as <a href={formatRoute({ view: 'example', name: example })}>{example}</a>, whose text follows and
          whose checks apply.
        </p>
      )}
      <div class="actions">
        <button type="button" class="button" onClick={() => (page.dialog.value = { is: 'title' })}>
          Rename the project
        </button>
        <button type="button" class="button danger" onClick={() => (page.dialog.value = { is: 'remove-project' })}>
          Delete the project
        </button>
      </div>
    </>
  );
}
