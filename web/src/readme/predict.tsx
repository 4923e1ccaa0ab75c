// A question that is asked before the X-ray shows what happens.
import type { VNode } from 'preact';
import { useId } from 'preact/hooks';
import type { Prediction } from '#scenario/schema.js';
import { ANSWER_HINTS } from '#xray/answer-kinds.js';
import type { Page } from '../page.js';

interface PredictProps {
  readonly page: Page;
  readonly title: string;
  readonly asks: Prediction;
  /** Has the run shown, and says whether it was as typed. */
  readonly onPredict: (typed: string) => Promise<void>;
}

export function Predict({ page, title, asks: { question, answer }, onPredict }: PredictProps): VNode {
  const id = useId();
  return (
    <form
      class="predict"
      onSubmit={(event) => {
        event.preventDefault();
        const typed = new FormData(event.currentTarget).get('prediction');
        page.layout.showXray();
        void onPredict(typeof typed === 'string' ? typed : '');
      }}
    >
      <label for={id}>
        <b>{title}:</b> {question}
      </label>
      <div class="actions">
        <input
          id={id}
          class="field"
          name="prediction"
          required
          maxLength={200}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          aria-describedby={`${id}-hint`}
        />
        <button type="submit" class="button">
          Show what happens
        </button>
      </div>
      <p id={`${id}-hint`} class="predict-hint">
        {`Type ${ANSWER_HINTS[answer]}. The program runs on a machine of its own, and the X-ray opens where it is decided.`}
      </p>
    </form>
  );
}
