// Labs as a page shows them, beside its examples.
import type { LabPlan } from '#lab/job.js';
import { previewLab } from '#lab/preview.js';
import type { Image } from '#hosts/node/image.js';
import type { StoredLab } from '#course/lab.js';
import { prepareLab } from '#course/lab-plan.js';
import { questionsOf } from '#lab/questions.js';
import { toPlainText } from '#util/plain-text.js';
import { publicPlan } from '#kit/public-plan.js';
import type { CatalogueExample } from '#page-data/catalogue.js';
import { decodeText } from '#util/bytes.js';
import { renderReadme } from './readme.js';

/**
 * @param names of the page's examples, for links
 * @param imageOf what a lab is checked with
 * @throws IpclabError `usage` when a lab is wrong
 */
export async function readLabs(
  labs: readonly StoredLab[],
  names: ReadonlySet<string>,
  imageOf: (lab: StoredLab) => Image,
): Promise<CatalogueExample[]> {
  const entries: CatalogueExample[] = [];
  // Each takes a machine to compile what is the instructor's.
  for (const lab of labs) entries.push(await labEntry(lab, names, imageOf(lab)));
  return entries;
}

/** A lab as its students may have it: of its files, those of starter/ alone. */
async function labEntry(stored: StoredLab, names: ReadonlySet<string>, image: Image): Promise<CatalogueExample> {
  const { name, lab, statement, files, where } = stored;
  const all = await prepareLab(stored, image);
  const questions = questionsOf(lab);
  const plan = publicPlan(all, questions);
  const here = new Set(checksOf(plan));
  const later = (task: string, check: string): boolean => !here.has(checkId(task, check));
  return {
    name: `labs/${name}`,
    title: lab.title,
    shows: '',
    readme: renderReadme(previewLab(lab, statement, later), names, where),
    files: Object.fromEntries(Object.entries(files.starter).map(([file, content]) => [file, decodeText(content)])),
    lab: {
      name,
      digest: plan.digest,
      image: plan.image,
      checksHere: here.size,
      checksLater: checksOf(all).length - here.size,
      questions,
      plan: toPlainText(plan),
    },
  };
}

const checkId = (task: string, check: string): string => `${task} ${check}`;

function checksOf({ tasks }: LabPlan): string[] {
  return tasks.flatMap(({ name, checks }) => checks.map((check) => checkId(name, check.name)));
}
