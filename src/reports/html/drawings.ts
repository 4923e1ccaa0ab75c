// What happened in the runs in which checks failed, on the page of one student: each run once.
import type { CheckResult, SubmissionResult } from '#lab/result.js';
import type { Drawing } from '#xray/picture/drawing.js';
import type { Ground } from '../ground.js';
import { Markup, markup } from './markup.js';

export class Drawings {
  readonly #submission: SubmissionResult['submission'];
  readonly #ground: Ground;
  /** Ids of figures, by what they show. */
  readonly #shown = new Map<Drawing, string>();

  constructor(submission: SubmissionResult['submission'], ground: Ground) {
    this.#submission = submission;
    this.#ground = ground;
  }

  /** Of the first run in which a check failed: the figure, where on the page it is, or why there is none; undefined: nobody has made one. */
  of(task: string, { verdict, failedIn: [first] = [] }: CheckResult): Markup | undefined {
    const drawing =
      first && verdict === 'failed' ? this.#ground.drawingOf(this.#submission, { task, ...first }) : undefined;
    if (!first || drawing === undefined) return undefined;
    if (!drawing) {
      return markup`<p class="note">
        The run ${first.run} is not drawn: it was executed once more to be recorded, and went another way than the one that was graded.
      </p>`;
    }
    const known = this.#shown.get(drawing);
    if (known !== undefined)
      return markup`<p><a href="#${known}">What happened in the run ${first.run}</a> is drawn above.</p>`;
    const id = `xray-${this.#shown.size + 1}`;
    this.#shown.set(drawing, id);
    return figure(drawing, id, first.run);
  }
}

function figure(
  { picture, isLastPart, waits, waitsOnPhone, isStuck, ending, last }: Drawing,
  id: string,
  run: string,
): Markup {
  return markup`<figure class="drawing" id="${id}">
    <figcaption>
      What happened in the run ${run}${isLastPart ? ', the last part of it' : ''}: a lane for each process. A full bar runs, a dashed
      one waits, an arrow is what passes from one to the other.
    </figcaption>
    ${scrolled(picture, 'What happened, drawn')}
    ${
      ending.length > 0
        ? markup`<p><strong>${isStuck ? 'Why it hangs' : 'At the end'}:</strong></p>
            <ul>
              ${ending.map((sentence) => markup`<li>${sentence}</li>`)}
            </ul>`
        : ''
    }
    ${waits === '' ? '' : scrolled(waits, WAITS, waitsOnPhone === '' ? '' : ' not-on-phone')}
    ${waitsOnPhone === '' ? '' : scrolled(waitsOnPhone, WAITS, ' on-phone')}
    ${
      last.length > 0
        ? markup`<details>
            <summary>What happened last, as a text</summary>
            <ol>
              ${last.map(({ text, line }) => markup`<li>${text}${line === undefined ? '' : markup` <code>${line}</code>`}</li>`)}
            </ol>
          </details>`
        : ''
    }
  </figure>`;
}

const WAITS = 'Who waits for whom, drawn';

/**
 * @param svg as the renderer made it: all of a program's texts in it are escaped there
 * @param where further classes, each behind a space: on which pages it is seen
 */
function scrolled(svg: string, label: string, where = ''): Markup {
  return markup`<div class="scroll${where}" tabindex="0" role="group" aria-label="${label}">${new Markup(svg)}</div>`;
}
