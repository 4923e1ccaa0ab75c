// A run as evidence: everything it depended on, and what came of it.
import type { z } from 'zod';
import type { runRecord, streamRecord } from './schema.js';

export type RunRecord = z.output<typeof runRecord>;
export type RunRequest = RunRecord['request'];
export type RunOutcome = RunRecord['outcome'];
export type StreamRecord = z.output<typeof streamRecord>;

/** Of records. Before 2 the status of a job had sentences beside its facts. */
export const RECORD_FORMAT = 2 as const;

/** Bytes of a stream that a record holds, so that a difference can be shown. */
export const KEPT = 64 * 1024;
