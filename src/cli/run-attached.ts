// `ipclab run` for a person, or in a pipeline: the program's streams are the command's own.
import { explainAll } from '#facts/explain/explain.js';
import { ATTENDED_LIMITS } from '#protocol/limits.js';
import type { Image } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import { placeFiles } from '#hosts/worker/place-files.js';
import { roomFor } from '#hosts/worker/room.js';
import type { JobLimits } from '#protocol/exec-spec.js';
import { hasCode } from '#util/error.js';
import { attach, LEFT_STATUS } from './attach.js';
import { ExitStatus, exitStatusOfJob } from './exit-status.js';
import type { Project } from './project/layout.js';
import { showMessages, tell, tellRun } from './tell.js';

/** @param given limits that are not the usual ones */
export async function runAttached(
  image: Image,
  project: Project,
  args: readonly string[],
  given: JobLimits,
): Promise<number> {
  await using machine = await launch(image);
  const { compiler } = image.manifest;
  await using container = await machine.open({ limits: roomFor(compiler.container, given) });
  const compilation = await placeFiles(container, compiler, project);
  const compiled = await container.compile(compilation);
  showMessages(compiled, project);
  if (compiled.status.exit !== 0) return ExitStatus.FAILED;
  const spec = {
    argv: [`./${compilation.output}`, ...args],
    directory: compilation.directory,
    limits: { ...ATTENDED_LIMITS, ...given },
  };
  try {
    const status = await attach(machine, spec, container);
    tellRun(status, await container.evidence(), project.leftOut, spec.limits);
    return exitStatusOfJob(status);
  } catch (error) {
    if (!hasCode(error, 'aborted')) throw error;
    process.stderr.write(`\r\n${error.message}\n`);
    tell(explainAll([await container.evidence()]));
    return LEFT_STATUS;
  }
}
