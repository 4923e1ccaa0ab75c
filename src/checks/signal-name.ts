import * as z from 'zod';
import { SIGNALS } from '#linux/signals.js';

/** The whole list goes into the JSON Schema, so that an editor completes it. */
export const signalName = z.enum(SIGNALS, {
  error: ({ input }) =>
    `${JSON.stringify(input)} is not a signal of Linux; write its name, such as SIGINT or SIGRTMIN+1`,
});
