// Files that are dragged over the page and let go on it.
import { useState } from 'preact/hooks';
import type { Page } from '../page.js';
import { droppedFiles } from './dropped.js';

/** Whether files are held over the page, and what its outermost element listens for. */
export function useDrop(page: Page): {
  readonly dropping: boolean;
  readonly listeners: {
    readonly onDragEnter: (event: DragEvent) => void;
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragLeave: (event: DragEvent) => void;
    readonly onDropCapture: (event: DragEvent) => void;
  };
} {
  const [dropping, setDropping] = useState(false);
  const hold = (event: DragEvent): void => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    setDropping(page.router.shown.value.is === 'project');
  };
  return {
    dropping,
    listeners: {
      // What files are let go on has to have taken them when they came over it: the sign that they may be let go comes under the
      // pointer, and a browser asks it at once.
      onDragEnter: hold,
      onDragOver: hold,
      onDragLeave: (event) => {
        if (!(event.currentTarget as Node).contains(event.relatedTarget as Node | null)) setDropping(false);
      },
      // Before the editor, which would write the files into the one that is open.
      onDropCapture: (event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        setDropping(false);
        const { dataTransfer } = event;
        if (dataTransfer) void droppedFiles(dataTransfer).then((files) => page.files.upload(files));
      },
    },
  };
}

function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}
