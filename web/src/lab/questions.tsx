// What a lab asks of each task before it shows a run of the work in the editor.
import type { VNode } from 'preact';
import type { PageLab } from '#page-data/lab.js';
import type { Page } from '../page.js';
import { Predict } from '../readme/predict.js';

export function Questions({ page, lab: { questions } }: { readonly page: Page; readonly lab: PageLab }): VNode | null {
  if (questions.length === 0) return null;
  return (
    <section aria-label="Predict first">
      <h2>Predict first</h2>
      <p>Each question is about a run of your program as it stands in the editor. A prediction gives no points.</p>
      {questions.map((question) => (
        <Predict
          key={question.task}
          page={page}
          title={question.title}
          asks={question.asks}
          onPredict={(typed) => page.session.predictOfLab(question, typed)}
        />
      ))}
    </section>
  );
}
