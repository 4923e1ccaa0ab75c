// The renderer on WebGL where the browser has it; otherwise xterm's own, of HTML elements, stays.
import { WebglAddon } from '@xterm/addon-webgl';
import type { Terminal } from '@xterm/xterm';

/** @param terminal one that is in the page */
export function drawFast(terminal: Terminal): void {
  let addon: WebglAddon | undefined;
  try {
    addon = new WebglAddon();
    // A browser takes contexts away from a page that has many of them, or from a sleeping computer.
    addon.onContextLoss(() => addon?.dispose());
    terminal.loadAddon(addon);
  } catch {
    addon?.dispose();
  }
}
