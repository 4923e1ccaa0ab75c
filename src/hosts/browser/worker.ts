// Entry of a machine's worker in a browser.
import { expose } from 'comlink';
import { createMachineApi } from '#hosts/worker/server.js';
import { holdWhileAlive } from './life-lock.js';

expose(createMachineApi());
holdWhileAlive();
