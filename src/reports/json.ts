import * as z from 'zod';
import { classResult, type ClassResult } from '#lab/result.js';

/** The whole result as it is, hidden checks included. */
export function jsonReport({ lab, results, absent }: ClassResult): string {
  return `${JSON.stringify({ lab, results, absent }, null, 2)}\n`;
}

/** The JSON report's format as a JSON Schema. */
export function jsonReportSchema(): unknown {
  return JSON.parse(JSON.stringify(z.toJSONSchema(classResult))) as unknown;
}
