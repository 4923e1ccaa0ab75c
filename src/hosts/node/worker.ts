// Entry of a machine's worker thread.
import { expose } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { parentPort } from 'node:worker_threads';
import { createMachineApi } from '#hosts/worker/server.js';

if (!parentPort) throw new Error('this file is the entry of a worker thread');
expose(createMachineApi(), nodeEndpoint(parentPort));
