// The package's public interface in a browser. It takes what `make web` built, from a folder of one's own server.
import { launch, type LaunchOptions } from '#hosts/browser/launch.js';
import { webParts } from '#hosts/browser/web-parts.js';
import type { Machine } from '#hosts/worker/machine.js';
import { requestOf, resultOf, type Program, type ProgramResult } from '#hosts/worker/program.js';
import { runRequest } from '#hosts/worker/run-request.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import type { ImageManifest } from '#image/manifest.js';
import { webPlan } from '#page-data/site.js';
import { IpclabError } from '#util/error.js';
import { parseAs } from '#util/parse-as.js';

export interface Lab {
  readonly manifest: ImageManifest;
  /**
   * Compiles and runs a program on a machine of its own, with a virtual clock; the same call in Node has the same result.
   *
   * @throws IpclabError `usage` for what is no program, `image-missing`, `image-corrupt` or `machine-lost`
   *   when the machine fails; what the program itself does is in the result
   */
  runProgram(program: Program): Promise<ProgramResult>;
  /** Starts a machine in a worker of its own; dispose of it when it is no longer needed. */
  launch(options?: LaunchOptions): Promise<Machine>;
}

/**
 * @param folder address of a copy of the package's `web/out`, relative to the page
 * @throws IpclabError `image-missing` when it is not there, `image-corrupt` when it is no such copy
 */
export async function openLab(folder: string | URL): Promise<Lab> {
  const base = new URL(String(folder).replace(/\/?$/, '/'), location.href);
  const address = new URL('parts.json', base);
  const response = await fetch(address).catch(() => undefined);
  if (!response?.ok) {
    const why = response ? `status ${response.status}` : 'the server does not answer';
    throw new IpclabError(
      'image-missing',
      `${address.href} cannot be loaded (${why}); put a copy of ipclab's web/out there`,
    );
  }
  const plan = parseAs(webPlan, await response.text(), {
    where: address.href,
    cure: "put a whole copy of this version of ipclab's web/out there",
    code: 'image-corrupt',
  });
  const parts = webParts(plan, base);
  return {
    manifest: parts.manifest,
    runProgram: async (program) => {
      const request = requestOf(program);
      const course = { seed: program.seed ?? 0, start: VIRTUAL_START };
      await using machine = await launch(parts, { clock: { kind: 'virtual', ...course } });
      return resultOf(await runRequest(machine, parts.manifest, request, course));
    },
    launch: (options) => launch(parts, options),
  };
}

export type { LaunchOptions, Progress } from '#hosts/browser/launch.js';
export { Machine } from '#hosts/worker/machine.js';
export type { RemoteContainer } from '#hosts/worker/remote-container.js';
export type { RemoteJob } from '#hosts/worker/remote-job.js';
export type { Program, ProgramJob, ProgramResult } from '#hosts/worker/program.js';
export { IpclabError, type ErrorCode } from '#util/error.js';
