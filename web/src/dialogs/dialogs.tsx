// Whichever dialog is open.
import type { VNode } from 'preact';
import type { Page } from '../page.js';
import { ShareDialog } from '../share/share-dialog.js';
import { freeName, nameFault } from '../workspace/names.js';
import { ConfirmDialog } from './confirm-dialog.js';
import { HelpDialog } from './help-dialog.js';
import { NameDialog } from './name-dialog.js';

export function Dialogs({ page }: { readonly page: Page }): VNode | null {
  const dialog = page.dialog.value;
  const close = (): void => {
    page.dialog.value = undefined;
  };
  const names = [...(page.workspace.value?.files.value.keys() ?? [])];
  switch (dialog?.is) {
    case undefined:
      return null;
    case 'help':
      return <HelpDialog version={page.site.version} onClose={close} />;
    case 'share':
      return <ShareDialog page={page} onClose={close} />;
    case 'new-file':
      return (
        <NameDialog
          title="New file"
          label="Name"
          action="Make the file"
          initial={freeName('main.c', names)}
          proposal
          fault={(name) => nameFault(name, names)}
          onName={(name) => page.files.create(name)}
          onClose={close}
        />
      );
    case 'rename':
      return (
        <NameDialog
          title={`Rename ${dialog.file}`}
          note={isOriginal(page, dialog.file) ? `${BELONGS} use it by its name ${dialog.file}.` : undefined}
          label="New name"
          action="Rename"
          initial={dialog.file}
          fault={(name) => nameFault(name, except(names, dialog.file))}
          onName={(name) => page.files.rename(dialog.file, name)}
          onClose={close}
        />
      );
    case 'title':
      return (
        <NameDialog
          title="Rename the project"
          label="Title"
          action="Rename"
          initial={page.projects.title ?? ''}
          fault={(title) => (title === '' ? 'A project needs a title.' : undefined)}
          onName={(title) => void page.projects.retitle(title)}
          onClose={close}
        />
      );
    case 'remove':
      return (
        <ConfirmDialog
          title={`Delete ${dialog.file}?`}
          sentence={deletion(page, dialog.file)}
          choices={[{ label: 'Delete', danger: true, run: () => page.files.remove(dialog.file) }]}
          onClose={close}
        />
      );
    case 'reset':
      return (
        <ConfirmDialog
          title="Reset the machine?"
          sentence="The programs that run now are ended, and files that programs made in the machine are gone. Your files in the editor stay."
          choices={[{ label: 'Reset', danger: true, run: () => void page.session.life.reset() }]}
          onClose={close}
        />
      );
    case 'compiler':
      return (
        <ConfirmDialog
          title={`Start the machine with ${dialog.image.manifest.name}?`}
          sentence="The programs that run now are ended, and files that programs made in the machine are gone. Your files in the editor stay."
          choices={[{ label: 'Start', danger: true, run: () => void page.session.compileWith(dialog.image) }]}
          onClose={close}
        />
      );
    case 'restore':
    case 'restore-all':
      return <Restore page={page} file={dialog.is === 'restore' ? dialog.file : undefined} onClose={close} />;
    case 'remove-project':
      return (
        <ConfirmDialog
          title={`Delete ${page.projects.title ?? 'the project'}?`}
          sentence="The project and its files are deleted from this browser; you cannot get them back."
          choices={[{ label: 'Delete', danger: true, run: () => void page.projects.remove() }]}
          onClose={close}
        />
      );
    case 'replace':
      return (
        <ConfirmDialog
          title="Replace files?"
          sentence={`The project has ${dialog.present.join(', ')} already, with another text.`}
          choices={[
            { label: 'Keep both', run: () => page.files.put(dialog.files, true) },
            { label: 'Replace', danger: true, run: () => page.files.put(dialog.files) },
          ]}
          onClose={close}
        />
      );
  }
}

const BELONGS = 'The runs and checks of this example';

/** Whether the example came with a file of that name. */
function isOriginal(page: Page, file: string): boolean {
  return page.workspace.value?.current.value?.origin.originals.has(file) === true;
}

function deletion(page: Page, file: string): string {
  if (!isOriginal(page, file)) return 'You cannot get it back.';
  return `Your changes in it are lost. ${BELONGS} need it; “Restore the original example” in the file actions brings back the original.`;
}

interface RestoreProps {
  readonly page: Page;
  /** undefined: all of them. */
  readonly file: string | undefined;
  readonly onClose: () => void;
}

function Restore({ page, file, onClose }: RestoreProps): VNode {
  const changed = [...(page.workspace.value?.current.value?.changed.value ?? [])].join(', ');
  return (
    <ConfirmDialog
      title={file === undefined ? 'Restore the original example?' : `Restore ${file}?`}
      sentence={
        file === undefined
          ? `Your changes in ${changed} are lost. Files that you added stay.`
          : `Your changes in ${file} are lost.`
      }
      choices={[{ label: 'Restore', danger: true, run: () => page.files.restore(file) }]}
      onClose={onClose}
    />
  );
}

function except(names: readonly string[], name: string): readonly string[] {
  return names.filter((other) => other !== name);
}
