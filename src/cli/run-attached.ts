// `ipclab run` for a person, or in a pipeline: the program's streams are the command's own.
import { explainAll } from '#facts/explain/explain.js';
import { ATTENDED_LIMITS } from '#protocol/limits.js';
import type { Image } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import { PROGRAM, RUN_DIRECTORY } from '#hosts/worker/run-request.js';
import { IpclabError } from '#util/error.js';
import { attach, LEFT_STATUS } from './attach.js';
import { ExitStatus, exitStatusOfJob } from './exit-status.js';
import type { SourceFiles } from './sources.js';
import { showMessages, tell, tellRun } from './tell.js';

/** @param wall the program is ended after so many ms */
export async function runAttached(
  image: Image,
  files: SourceFiles,
  args: readonly string[],
  wall: number | undefined,
): Promise<number> {
  await using machine = await launch(image);
  const { compiler } = image.manifest;
  await using container = await machine.open({ limits: compiler.container });
  for (const { name, content } of [...files.headers, ...files.sources]) {
    await container.put({ path: `${RUN_DIRECTORY}/${name}` }, content);
  }
  const compiled = await container.compile({
    compiler,
    directory: RUN_DIRECTORY,
    sources: files.sources.map(({ name }) => name),
    output: PROGRAM,
  });
  showMessages(compiled, files);
  if (compiled.status.exit !== 0) return ExitStatus.FAILED;
  const spec = {
    argv: [`./${PROGRAM}`, ...args],
    directory: RUN_DIRECTORY,
    limits: { ...ATTENDED_LIMITS, ...(wall === undefined ? {} : { wall }) },
  };
  try {
    const status = await attach(machine, spec, container);
    tellRun(status, await container.evidence());
    return exitStatusOfJob(status);
  } catch (error) {
    if (!(error instanceof IpclabError) || error.code !== 'aborted') throw error;
    process.stderr.write(`\r\n${error.message}\n`);
    tell(explainAll([await container.evidence()]));
    return LEFT_STATUS;
  }
}
