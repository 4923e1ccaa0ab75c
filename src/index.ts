// The package's public interface on Node.
export { openImage, type Image } from '#hosts/node/image.js';
export { launch, type LaunchOptions } from '#hosts/node/launch.js';
export { runProgram } from '#hosts/node/scripted-run.js';
export type { Program, ProgramJob, ProgramResult } from '#hosts/worker/program.js';
export { Machine } from '#hosts/worker/machine.js';
export type { RemoteContainer } from '#hosts/worker/remote-container.js';
export type { RemoteJob } from '#hosts/worker/remote-job.js';
export type { ExecSpec, ExitStatus, JobLimits, ResourceUsage, TerminalSize } from '#protocol/exec-spec.js';
export type { Capability, ContainerLimits, ContainerSpec } from '#protocol/container-spec.js';
export type { Facts } from '#facts/types.js';
export { explain } from '#facts/explain/explain.js';
export type { Evidence } from '#facts/explain/evidence.js';
export { ATTENDED_LIMITS, COMPILE_LIMITS, CONTAINER_LIMITS, STUDENT_LIMITS } from '#protocol/limits.js';
export type { Compiler, CompileSpec } from '#guest/compile.js';
export type { JobResult } from '#guest/run-job.js';
export { IpclabError, type ErrorCode } from '#util/error.js';
