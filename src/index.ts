// The package's public interface on Node.
export { openImage, type Image } from './hosts/node/image.js';
export { launch, type LaunchOptions } from './hosts/node/launch.js';
export { Machine } from './hosts/worker/machine.js';
export type { RemoteJob } from './hosts/worker/remote-job.js';
export type { ExecSpec, ExitStatus, JobLimits, ResourceUsage, TerminalSize } from './guest/exec-spec.js';
export type { CompileSpec } from './guest/compile.js';
export type { JobResult } from './guest/run-job.js';
export { IpclabError, type ErrorCode } from './util/error.js';
