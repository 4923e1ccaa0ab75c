// The machine's side of the border; runs in a worker of Node or of a browser.
import { build } from '#guest/build.js';
import { compile } from '#guest/compile.js';
import type { Container } from '#guest/container.js';
import { make } from '#guest/make.js';
import type { ReadyExample } from '#examples/run-example.js';
import type { Job } from '#guest/job.js';
import { runJob, type JobResult } from '#guest/run-job.js';
import { runReporting } from '#guest/sanitizers.js';
import { GuestMachine } from '#machine/guest-machine.js';
import type { Schedule } from '#machine/schedule.js';
import { IpclabError, toPlainError } from '#util/error.js';
import { VIRTUAL_START } from './virtual-start.js';
import type { ContainerCall, JobCall, MachineApi, MachineEvent } from './api.js';
import { beginJob, stopAt } from './stop-job.js';
import './errors.js';

/** The object that a worker exposes through comlink. */
export function createMachineApi(): MachineApi {
  let started: GuestMachine | undefined;
  let events: MessagePort | undefined;
  const jobs = new Map<number, Job>();
  const containers = new Map<number, Container>();
  const ready = new WeakMap<Container, ReadyExample>();

  const emit = (event: MachineEvent): void => events?.postMessage(event);
  const machine = (): GuestMachine => {
    if (!started) throw new IpclabError('machine-lost', 'the machine is not running');
    return started;
  };
  const during = <T>(work: (machine: GuestMachine) => Promise<T>): Promise<T> => {
    const running = machine();
    return running.during(() => work(running));
  };
  const container = (id: number): Container => {
    const found = containers.get(id);
    if (!found) throw new IpclabError('usage', `there is no container ${id}; it was closed, or the machine was reset`);
    return found;
  };

  /** How many modules are being read, and how often somebody has asked for progress meanwhile. */
  let modules = 0;
  let asked = 0;
  /**
   * Most machines neither judge nor run examples, and would read for it more modules than for all the rest. They are read before
   * the guest goes on, so that it is found at the same instruction.
   */
  const reading = async <T>(module: Promise<T>): Promise<T> => {
    modules++;
    try {
      return await module;
    } finally {
      modules--;
    }
  };

  return {
    async start(options, port) {
      events = port;
      started = await GuestMachine.create(options, (bytes) => {
        emit({ type: 'console', bytes });
      });
      started.agent.onLost = (reason) => {
        emit({ type: 'lost', error: toPlainError(reason) });
      };
      await started.start();
    },
    progress: async () => {
      if (modules > 0) asked++;
      return (started?.progress ?? 0) + asked;
    },
    reset: async (course) =>
      during(async (machine) => {
        containers.clear();
        await machine.reset(course);
      }),
    save: async () => during((machine) => machine.save()),
    warmUp: async (packed) => machine().warmUp(packed),
    learnt: async () => during((machine) => machine.learnt()),
    put: async (spec, content) => during(({ agent }) => agent.put(spec, content)),
    get: async (path, maxSize, container) => during(({ agent }) => agent.get(path, maxSize, container)),
    open: async (spec) =>
      during(async ({ agent }) => {
        const opened = await agent.open(spec);
        containers.set(opened.id, opened);
        return opened.id;
      }),
    container: async (id, name, ...parameters) =>
      during(async () => {
        // One signature for all, which a union of methods does not have; the caller's side has checked each.
        const opened: Record<ContainerCall, (...parameters: never[]) => Promise<unknown>> = container(id);
        const result = await opened[name](...(parameters as never[]));
        if (name === 'close') containers.delete(id);
        return result;
      }),
    compile: async (spec) => during(({ agent }) => compile(agent, spec)),
    make: async (spec) => during(({ agent }) => make(agent, spec)),
    build: async (spec) => during(({ agent }) => build(agent, spec)),
    run: async (spec, input, schedule) =>
      during((machine) => scheduled(machine, schedule, () => runJob(machine.agent, spec, input))),
    runReporting: async (spec, input, schedule) =>
      during((machine) => scheduled(machine, schedule, () => runReporting(machine.agent, spec, input))),
    trace: async (spec, schedule, { input, agents, from }) =>
      during((machine) => {
        const work = (): Promise<JobResult> => runJob(machine.agent, spec, input);
        if (from === 'here') return machine.watching(schedule, agents, work);
        return machine.again({ schedule, agents, key: JSON.stringify([spec, input?.join()]) }, work);
      }),
    stop: async (spec, input, elapsed) =>
      during((machine) => {
        const opened = container(spec.container ?? 0);
        return stopAt(machine, opened, () => beginJob(opened, spec, input), elapsed);
      }),
    attend: async () => {
      machine().attend();
    },
    mark: async () => during((machine) => machine.mark()),
    goBack: async () => during((machine) => machine.goBack()),
    runExample: async (plan) => {
      const { runExample } = await reading(import('#examples/run-example.js'));
      return during(({ agent }) => runExample(agent, plan));
    },
    readyExample: async (plan) => {
      const { readyExample } = await reading(import('#examples/run-example.js'));
      return during(async ({ agent }) => {
        const example = await readyExample(agent, plan);
        containers.set(example.container.id, example.container);
        ready.set(example.container, example);
        return example.container.id;
      });
    },
    stopExample: async (id, lasting, elapsed) =>
      during((machine) => {
        const opened = container(id);
        const example = ready.get(opened);
        if (!example) throw new IpclabError('usage', `container ${id} has no example that is ready`);
        return stopAt(machine, opened, () => example.begin(lasting), elapsed);
      }),
    grade: async (job) => {
      const { judge } = await reading(import('#lab/judge.js'));
      return during((machine) =>
        judge(
          {
            agent: machine.agent,
            machine,
            restart: async (seed) => {
              containers.clear();
              await machine.reset({ seed, start: VIRTUAL_START });
            },
            instructions: () => machine.account.instructions,
            entering: (place) => {
              emit({ type: 'judging', place });
            },
          },
          job,
        ),
      );
    },
    account: async () => machine().account,
    fastForward: async (on) => {
      machine().requireRealTime().fastForward = on;
    },
    async exec(id, spec) {
      machine().requirePerson();
      const started = machine().agent.exec(spec, (stream, bytes) => {
        emit({ type: 'output', job: id, stream, bytes });
      });
      jobs.set(id, started);
      started.onChange = (change) => {
        emit({ type: 'changed', job: id, change });
      };
      started.started.then(
        (pid) => {
          emit({ type: 'started', job: id, pid });
        },
        () => undefined, // `exited` rejects with the same reason
      );
      started.exited
        .then(
          (status) => {
            emit({ type: 'exited', job: id, status });
          },
          (reason: unknown) => {
            emit({ type: 'failed', job: id, error: toPlainError(reason) });
          },
        )
        .finally(() => jobs.delete(id));
    },
    job: async (id, name, ...parameters) => {
      // One signature for all, which a union of methods does not have; the caller's side has checked each.
      const job: Record<JobCall, (...parameters: never[]) => void | Promise<void>> | undefined = jobs.get(id);
      await job?.[name](...(parameters as never[]));
    },
    sendConsole: async (bytes) => {
      machine().sendConsole(bytes);
    },
    grantConsole: async (bytes) => {
      machine().grantConsole(bytes);
    },
  };
}

/** Only a machine with a virtual clock has schedules; elsewhere there is none to keep. */
function scheduled<T>(machine: GuestMachine, schedule: Schedule | undefined, work: () => Promise<T>): Promise<T> {
  return schedule ? machine.under(schedule, work) : work();
}
