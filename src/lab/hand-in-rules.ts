// What follows of when something was handed in: no part of a verdict, so that a lab with another deadline is the same lab.
import * as z from 'zod';

export const ATTEMPTS = ['latest', 'best', 'on-time'] as const;

export const handInRules = z.strictObject({
  deadline: z.iso
    .datetime({ offset: true, error: 'is no time with a zone, such as 2026-11-26T23:59:00+01:00' })
    .optional()
    .describe('Until when, with the zone: 2026-11-26T23:59:00+01:00.'),
  grace: z.number().min(0).default(0).describe('Minutes after the deadline that cost nothing.'),
  perDay: z
    .number()
    .min(0)
    .max(100)
    .default(0)
    .describe("Per cent of the lab's points that each day costs that has begun after the deadline."),
  attempts: z
    .enum(ATTEMPTS)
    .optional()
    .describe(
      'Of several submissions of one student the one that counts: the latest, the one with most points, or the last in time; default: a person decides.',
    ),
});

export type HandInRules = z.output<typeof handInRules>;
export type Attempts = (typeof ATTEMPTS)[number];
