// `ipclab run` for a person, or in a pipeline: the program's streams are the command's own.
import { explainAll } from '#facts/explain/explain.js';
import { ATTENDED_LIMITS } from '#protocol/limits.js';
import type { Image } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import { placeFiles } from '#hosts/worker/place-files.js';
import { IpclabError } from '#util/error.js';
import { attach, LEFT_STATUS } from './attach.js';
import { ExitStatus, exitStatusOfJob } from './exit-status.js';
import type { Project } from './project/layout.js';
import { showMessages, tell, tellRun } from './tell.js';

/** @param wall the program is ended after so many ms */
export async function runAttached(
  image: Image,
  project: Project,
  args: readonly string[],
  wall: number | undefined,
): Promise<number> {
  await using machine = await launch(image);
  const { compiler } = image.manifest;
  await using container = await machine.open({ limits: compiler.container });
  const compilation = await placeFiles(container, compiler, project);
  const compiled = await container.compile(compilation);
  showMessages(compiled, project);
  if (compiled.status.exit !== 0) return ExitStatus.FAILED;
  const spec = {
    argv: [`./${compilation.output}`, ...args],
    directory: compilation.directory,
    limits: { ...ATTENDED_LIMITS, ...(wall === undefined ? {} : { wall }) },
  };
  try {
    const status = await attach(machine, spec, container);
    tellRun(status, await container.evidence(), project.leftOut);
    return exitStatusOfJob(status);
  } catch (error) {
    if (!(error instanceof IpclabError) || error.code !== 'aborted') throw error;
    process.stderr.write(`\r\n${error.message}\n`);
    tell(explainAll([await container.evidence()]));
    return LEFT_STATUS;
  }
}
