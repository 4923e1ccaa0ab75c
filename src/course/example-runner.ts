// Where examples run: in the guest, or on this machine's own Linux.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { runExample } from '#examples/run-example.js';
import type { ClockOptions } from '#machine/guest-machine.js';
import type { ExamplePlan, ExampleResult } from '#examples/plan.js';
import { COMPILE_LIMITS, CONTAINER_LIMITS } from '#protocol/limits.js';
import { guestSetting, type Setting } from '#scenario/setting.js';
import { decodeText } from '#util/bytes.js';
import { within } from '#util/deadline.js';
import { MachinePool } from '#work/pool.js';
import type { Image } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import { startNativeAgent } from '#hosts/node/native-agent.js';

export interface ExampleRunner extends AsyncDisposable {
  /** Whether its kernel has the recorder. */
  readonly records: boolean;
  /** Where an example of that name runs. */
  setting(name: string): Setting;
  /** Runs an example on its own, whatever ran before it. */
  run(plan: ExamplePlan, signal: AbortSignal): Promise<ExampleResult>;
  /** The system and the compiler, a line each. */
  describe(): Promise<string>;
}

/** Each example on a machine that is as it was in the snapshot. */
export function guestRunner(image: Image, clock: ClockOptions): ExampleRunner {
  const { compiler } = image.manifest;
  const machines = new MachinePool((signal) => launch(image, { clock, signal }));
  return {
    records: true,
    setting: (name) => guestSetting(compiler, name),
    run: (plan, signal) => machines.use((machine) => machine.runExample(plan, { signal }), signal),
    describe: () =>
      machines.use(async (machine) => {
        const { stdout } = await machine.run({ argv: ['uname', '-a'] });
        return `${decodeText(stdout).trim()}\n${compiler.version}`;
      }),
    [Symbol.asyncDispose]: () => machines[Symbol.asyncDispose](),
  };
}

/**
 * The same sources with this machine's gcc, on its own Linux, to compare the guest with. As root, the examples' users are
 * `nobody` and `daemon`.
 */
export function nativeRunner(): ExampleRunner {
  const isRoot = process.getuid?.() === 0;
  const self = '';
  return {
    records: false,
    setting: (name) => ({
      compiler: {
        command: ['gcc', '-std=c11', '-Wall', '-Wextra', '-Wpedantic'],
        libraries: ['-lm'],
        limits: COMPILE_LIMITS,
        container: CONTAINER_LIMITS,
      },
      users: isRoot ? { student: 'nobody', other: 'daemon', root: self } : { student: self, other: self, root: self },
      directory: name,
    }),
    run: async (plan, signal) => {
      await using native = await startNativeAgent();
      const directory = `${native.folder}/${plan.setting.directory}`;
      const running = runExample(native.agent, { ...plan, setting: { ...plan.setting, directory } });
      return await within(running, `running the example ${plan.name}`, { signal });
    },
    describe: async () => {
      const run = promisify(execFile);
      const [uname, gcc] = await Promise.all([run('uname', ['-a']), run('gcc', ['--version'])]);
      return `${uname.stdout.trim()}\n${gcc.stdout.split('\n')[0] ?? ''}`;
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
