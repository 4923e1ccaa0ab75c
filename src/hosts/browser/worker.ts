// Entry of a machine's worker in a browser.
import { expose } from 'comlink';
import { createMachineApi } from '../worker/server.js';

expose(createMachineApi());
