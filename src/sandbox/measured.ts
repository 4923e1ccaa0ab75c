// A runner that counts what it does, for the server's keeper.
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Runner } from './runner.js';

/** Of a run, seconds. */
const BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

export function measured(runner: Pick<Runner, 'run' | 'room'>, registry: Registry): Pick<Runner, 'run' | 'room'> {
  const registers = [registry];
  const runs = new Counter({
    name: 'ipclab_runs_total',
    help: 'Runs that came to an end, by what came of them: run, lost, overload, or failed',
    labelNames: ['result'],
    registers,
  });
  const seconds = new Histogram({
    name: 'ipclab_run_seconds',
    help: 'From a whole request to its answer',
    buckets: BUCKETS,
    registers,
  });
  const under = new Gauge({ name: 'ipclab_runs_under_way', help: 'Runs that run or wait for a machine', registers });
  return {
    room: runner.room,
    run: async (request, signal) => {
      under.inc();
      const end = seconds.startTimer();
      try {
        const answer = await runner.run(request, signal);
        runs.inc({ result: answer.is });
        return answer;
      } catch (error) {
        runs.inc({ result: 'failed' });
        throw error;
      } finally {
        end();
        under.dec();
      }
    },
  };
}
