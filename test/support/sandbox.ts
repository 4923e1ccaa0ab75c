// A sandbox server without an emulator.
import type { FastifyInstance } from 'fastify';
import type { GradingHost } from '#classroom/hosts/host.js';
import { Gradings, type GradingsOptions } from '#sandbox/gradings.js';
import { createServer, type ServerOptions } from '#sandbox/server.js';
import { Slots } from '#work/slots.js';
import { classPlan } from './classroom/results.js';

/** A server that has no lab, and runs nothing, unless a test wants it otherwise. */
export async function serverWith(
  options: Partial<ServerOptions> & Pick<ServerOptions, 'onFault'>,
): Promise<FastifyInstance> {
  return createServer({
    runner: { room: {}, run: () => Promise.reject(new Error('nothing runs here')) },
    labs: { descriptions: [], has: () => false },
    gradings: gradingsWith({}),
    version: 'gcc 12',
    ...options,
  });
}

/** Gradings of the lab of {@link classPlan}, which asks for `count.c`. */
export function gradingsWith({
  host,
  ...options
}: Partial<GradingsOptions> & { readonly host?: GradingHost }): Gradings {
  return new Gradings({
    labs: {
      open: () => (host ? Promise.resolve({ plan: classPlan(), host }) : Promise.reject(new Error('there is no lab'))),
    },
    slots: new Slots(1, 1),
    onFault: () => undefined,
    onEnd: () => undefined,
    ...options,
  });
}
