import { count } from '../words.js';
import type { Shown } from '../ground.js';
import { runWords } from '../how-to-run.js';
import { markup, preformatted, type Markup } from './markup.js';

/** What a program was given in a run, and how to have it again. */
export function shownRun({ task, run, seed, link }: Shown): Markup {
  const { commands, notes, given, command } = runWords(task, run, seed);
  const seeds = run.seeds.length;
  return markup`<figure class="run">
    <figcaption>
      In the run ${run.name}${seeds > 1 ? `, under seed ${seed} (one of ${seeds} timings)` : ''}, this was executed:
    </figcaption>
    ${preformatted(commands)} ${notes.map((note) => markup`<p class="note">${note}</p>`)}
    ${given.map(
      ({ name, text, size }) =>
        markup`<p class="note">${name} (${count(size, 'byte')}):</p>
          ${preformatted([text])}`,
    )}
    ${link === undefined ? '' : markup`<p><a href="${link}">Open this run in the browser</a>, then press Run.</p>`}
    ${
      command === undefined
        ? ''
        : markup`<p class="note">To try it on your own computer:</p>
            ${preformatted([command])}`
    }
  </figure>`;
}
