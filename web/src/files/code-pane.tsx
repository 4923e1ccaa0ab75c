// The files of the open project in tabs, the editor below, and what the compiler said below that.
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { Editor } from '../editor/editor.js';
import type { Page } from '../page.js';
import { Welcome } from '../readme/welcome.js';
import { Icon } from '../ui/icon.js';
import { Menu } from '../ui/menu.js';
import { Tabs } from '../ui/tabs.js';
import type { OpenProject } from '../workspace/open-project.js';
import { EditorFoot } from './editor-foot.js';
import { fileMenu } from './file-menu.js';

/** Browsers have it; the types of JSX do not. */
const WHOLE_FOLDER = { webkitdirectory: true };

export function CodePane({ page }: { readonly page: Page }): VNode {
  const workspace = page.workspace.value;
  const current = workspace?.current.value;
  const shown = page.router.shown.value;
  if (!workspace || shown.is === 'opening') return <p class="empty">Loading…</p>;
  if (shown.is === 'nothing') return <Nothing page={page} sentence={shown.sentence} />;
  if (!current) return <Welcome page={page} />;
  return <OpenFiles page={page} project={current} />;
}

function OpenFiles({ page, project }: { readonly page: Page; readonly project: OpenProject }): VNode {
  const picker = useRef<HTMLInputElement>(null);
  const folderPicker = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement): void => {
    void page.files.upload([...(input.files ?? [])]);
    // The same can be picked again.
    input.value = '';
  };
  const workspace = page.workspace.value;
  const active = workspace?.active;
  const changed = project.changed.value;
  const names = [...project.files.value.keys()];
  return (
    <>
      <div class="pane-bar">
        <Tabs
          label="Files"
          tabs={names.map((name) => ({
            id: name,
            label: (
              <>
                {name}
                {changed.has(name) && <span class="changed" title="changed" />}
              </>
            ),
            description: changed.has(name) ? 'changed' : undefined,
          }))}
          selected={active?.value}
          panel={() => 'editor'}
          onSelect={(name) => active && (active.value = name)}
          onKey={(event, name) => {
            if (event.key === 'F2') page.dialog.value = { is: 'rename', file: name };
            else if (event.key === 'Delete') page.dialog.value = { is: 'remove', file: name };
          }}
        />
        <button
          type="button"
          class="button plain icon"
          aria-label="New file"
          title="New file"
          onClick={() => (page.dialog.value = { is: 'new-file' })}
        >
          <Icon name="add" />
        </button>
        <span class="push" />
        <Menu
          label="File actions"
          icon="more"
          items={fileMenu(
            page,
            () => picker.current?.click(),
            () => folderPicker.current?.click(),
          )}
        />
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label="Files to upload"
          onChange={({ currentTarget }) => take(currentTarget)}
        />
        <input
          ref={folderPicker}
          type="file"
          {...WHOLE_FOLDER}
          hidden
          aria-label="Folder to upload"
          onChange={({ currentTarget }) => take(currentTarget)}
        />
      </div>
      {names.length === 0 || !active ? (
        <div class="empty">
          <p>This project has no files.</p>
          <button type="button" class="button" onClick={() => (page.dialog.value = { is: 'new-file' })}>
            New file
          </button>
        </div>
      ) : (
        <>
          <div class="editor-panel" id="editor" role="tabpanel" aria-label={active.value}>
            <Editor
              key={project.origin.id}
              project={project}
              active={active}
              findings={page.session.running.diagnostics}
              handle={page.editor}
            />
          </div>
          <EditorFoot page={page} project={project} />
        </>
      )}
    </>
  );
}

function Nothing({ page, sentence }: { readonly page: Page; readonly sentence: string }): VNode {
  return (
    <div class="empty" role="alert">
      <p>{sentence}</p>
      <button type="button" class="button" onClick={() => page.layout.show('examples')}>
        Show the examples
      </button>
    </div>
  );
}
