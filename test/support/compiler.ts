import type { Compiler } from '#guest/compile.js';
import { COMPILE_LIMITS, CONTAINER_LIMITS } from '#protocol/limits.js';

/** A compiler for tests that start no machine. */
export const COMPILER: Compiler = {
  command: ['tcc'],
  libraries: [],
  limits: COMPILE_LIMITS,
  container: CONTAINER_LIMITS,
  lacks: { instead: 'gcc', features: [{ what: '_Atomic', source: '_Atomic' }] },
};
