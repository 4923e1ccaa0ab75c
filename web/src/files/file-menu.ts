// What can be done with files, as entries of a menu.
import type { Page } from '../page.js';
import type { MenuItem } from '../ui/menu.js';

/**
 * @param pick asks for files of the disk
 * @param pickFolder asks for a folder of it
 */
export function fileMenu(page: Page, pick: () => void, pickFolder: () => void): readonly MenuItem[] {
  const workspace = page.workspace.value;
  const current = workspace?.current.value;
  const active = workspace?.active.value;
  if (!current) return [];
  const changed = current.changed.value;
  const example = current.origin.kind === 'example';
  const ofFile: MenuItem[] =
    active === undefined
      ? []
      : [
          {
            label: `Rename ${active}`,
            icon: 'pencil',
            run: () => (page.dialog.value = { is: 'rename', file: active }),
          },
          { label: `Delete ${active}`, icon: 'close', run: () => (page.dialog.value = { is: 'remove', file: active }) },
          { label: `Download ${active}`, icon: 'download', run: () => page.files.download(active) },
        ];
  const restore: MenuItem[] = example
    ? [
        'rule',
        {
          label: active === undefined ? 'Restore this file' : `Restore ${active}`,
          icon: 'undo',
          disabled: active === undefined || !changed.has(active),
          run: () => active !== undefined && (page.dialog.value = { is: 'restore', file: active }),
        },
        {
          label: 'Restore the original example',
          icon: 'undo',
          disabled: changed.size === 0,
          run: () => (page.dialog.value = { is: 'restore-all' }),
        },
      ]
    : [];
  return [
    { label: 'New file', icon: 'add', run: () => (page.dialog.value = { is: 'new-file' }) },
    { label: 'Upload files', icon: 'upload', run: pick },
    { label: 'Upload a folder', icon: 'upload', run: pickFolder },
    { label: 'Download all as zip', icon: 'download', run: () => page.files.downloadAll() },
    ...(ofFile.length > 0 ? ['rule' as const, ...ofFile] : []),
    ...restore,
  ];
}
