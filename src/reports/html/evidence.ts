import type { SubmissionResult } from '#lab/result.js';
import { markup, type Markup } from './markup.js';

/** What the result depends on, so that it can be had again. */
export function evidence({ submission, lab, image, digest, graded }: SubmissionResult): Markup {
  const rows: [string, string][] = [
    ['Submission', submission.digest],
    ...submission.files.map(({ path, size, sha256 }): [string, string] => [`${path} (${size} bytes)`, sha256]),
    [`Lab ${lab.name}`, lab.digest],
    [`Image ${image.name}`, image.digest],
    ['Compiler', image.compiler],
    ['Emulator', `v86 ${image.v86}`],
    ['Result', digest],
    ['Graded', graded.at],
  ];
  return markup`<section class="evidence">
    <h2>Evidence</h2>
    <p>The same files under the same lab and image give the same result, to the instruction. Digests are SHA-256.</p>
    <dl>
      ${rows.map(
        ([term, value]) =>
          markup`<div>
            <dt>${term}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}
