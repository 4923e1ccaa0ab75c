// Making a lab ready: its own programs are compiled on a machine that no student's program ever runs on.
import type { Compiler } from '#guest/compile.js';
import type { LabPlan } from '#lab/job.js';
import { requireSanitizers } from '#guest/sanitizers.js';
import { planLab, sanitizersOf, type Counterparts } from '#lab/plan-lab.js';
import type { Recipe } from '#scenario/schema.js';
import type { Files } from '#scenario/setting.js';
import { decodeText, type Bytes } from '#util/bytes.js';
import type { Limits } from '#util/deadline.js';
import { hasCode, IpclabError } from '#util/error.js';
import { omit } from '#util/omit.js';
import type { Machine } from '#hosts/worker/machine.js';
import type { RemoteContainer } from '#hosts/worker/remote-container.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import type { Image } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import { loadLab, type StoredLab } from './lab.js';

/**
 * Reads a lab and compiles what is the instructor's.
 *
 * @param from its folder, or what {@link loadLab} gave
 * @param signal ends it early
 * @throws IpclabError `usage` that names the file, the place and the cure
 */
export async function prepareLab(from: string | StoredLab, image: Image, signal?: AbortSignal): Promise<LabPlan> {
  const stored = typeof from === 'string' ? await loadLab(from) : from;
  const { name, lab, files, where } = stored;
  const { compiler, digest, name: imageName } = image.manifest;
  requireSanitizers(compiler, sanitizersOf(lab), imageName);
  const on = { image: digest, compiler: omit(compiler, 'version') };
  return planLab(name, lab, files, await compileCounterparts(stored, image, signal), on, where);
}

const DIRECTORY = '/home/student/lab';

async function compileCounterparts(
  stored: StoredLab,
  image: Image,
  signal: AbortSignal | undefined,
): Promise<Counterparts> {
  const { lab, files, where } = stored;
  const made = madeProgram(stored);
  if (made === undefined && lab.tasks.every(({ counterparts }) => Object.keys(counterparts).length === 0)) return {};
  // No person waits for the guest here, so that its time need not be this machine's.
  await using machine = await launch(image, { signal, clock: { kind: 'virtual', seed: 0, start: VIRTUAL_START } });
  const { compiler } = image.manifest;
  if (made !== undefined) await requireMake(machine, image, made);
  const counterparts: Record<string, Files> = {};
  for (const task of lab.tasks) {
    const given = Object.fromEntries(
      task.given.flatMap((name) => (files.starter[name] ? [[name, files.starter[name]]] : [])),
    );
    await using container = await machine.open();
    await putAll(container, { ...given, ...files.hidden });
    const own: Record<string, Bytes> = {};
    for (const [name, recipe] of Object.entries(task.counterparts)) {
      const missing = (recipe.sources ?? [`${name}.c`]).find(
        (source) => !Object.hasOwn(files.hidden, source) && !Object.hasOwn(given, source),
      );
      if (missing !== undefined)
        throw new IpclabError(
          'usage',
          `${where}: task ${task.name}: counterparts ${name}: there is no ${missing} in hidden/; add it there`,
        );
      const what = `${where}: task ${task.name}: counterparts ${name}`;
      own[name] = await compileIn(container, compiler, name, recipe, what, { signal });
    }
    counterparts[task.name] = own;
  }
  return counterparts;
}

/** Where the lab names the first program that a makefile makes. */
function madeProgram({ lab, where }: StoredLab): string | undefined {
  for (const { name, programs } of lab.tasks) {
    const [program] = Object.entries(programs).find(([, { make }]) => make) ?? [];
    if (program !== undefined) return `${where}: task ${name}: programs ${program}: make`;
  }
  return undefined;
}

/** @throws IpclabError `usage` when the image has no make */
async function requireMake(machine: Machine, { manifest: { name, compiler } }: Image, what: string): Promise<void> {
  try {
    await machine.run({ argv: ['make', '--version'] });
  } catch (error) {
    if (!hasCode(error, 'guest-refused') || error.data['errno'] !== 'ENOENT') throw error;
    const cure = compiler.lacks ? `take --image ${compiler.lacks.instead}` : 'take one that has it';
    throw new IpclabError('usage', `${what}: the image ${name} has no make; ${cure}, or name the sources instead`);
  }
}

async function putAll(container: RemoteContainer, files: Files): Promise<void> {
  for (const [name, content] of Object.entries(files)) await container.put({ path: `${DIRECTORY}/${name}` }, content);
}

async function compileIn(
  container: RemoteContainer,
  compiler: Compiler,
  name: string,
  { sources = [`${name}.c`], flags }: Recipe,
  what: string,
  limits: Limits,
): Promise<Bytes> {
  const spec = { compiler, directory: DIRECTORY, sources, flags, output: name };
  const { status, stdout, stderr } = await container.compile(spec, limits);
  if (status.exit !== 0)
    throw new IpclabError('usage', `${what}: does not compile: ${decodeText(stdout)}${decodeText(stderr)}`.trimEnd());
  return container.get(`${DIRECTORY}/${name}`);
}
