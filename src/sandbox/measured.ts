// What is counted of runs and gradings, for the server's keeper.
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { GradingEnd } from './gradings.js';
import type { Runner } from './runner.js';

/** Of a run or a grading, seconds. */
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

/** @returns told of the end of each grading */
export function countGradings(registry: Registry): (result: GradingEnd, seconds: number) => void {
  const registers = [registry];
  const gradings = new Counter({
    name: 'ipclab_gradings_total',
    help: 'Gradings that came to an end, by what came of them: done, error, failed, or forgotten',
    labelNames: ['result'],
    registers,
  });
  const times = new Histogram({
    name: 'ipclab_grading_seconds',
    help: 'From a whole request to its result',
    buckets: BUCKETS,
    registers,
  });
  return (result, seconds) => {
    gradings.inc({ result });
    times.observe(seconds);
  };
}
