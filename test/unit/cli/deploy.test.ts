// The files of deploy/ call the commands as these are, and say what they mean: a mistake shows on somebody's server only.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Script } from 'node:vm';
import type { Command } from 'commander';
import { parse } from 'yaml';
import { serveCommand } from '#cli/commands/serve.js';
import { workerCommand } from '#cli/commands/worker.js';
import { PACKAGE_ROOT } from '#node/paths.js';

interface Service {
  readonly command: readonly unknown[];
  readonly healthcheck?: { readonly test: readonly unknown[] };
}

const read = (name: string): string => readFileSync(join(PACKAGE_ROOT, 'deploy', name), 'utf8');
const commands = new Map<string, () => Command>([
  ['serve', serveCommand],
  ['worker', workerCommand],
]);
const { services } = parse(read('compose.yaml')) as { services: Record<string, Service> };

describe('deploy', () => {
  it('has lists of words in the compose file, and nothing that YAML reads as something else', () => {
    for (const [name, { command, healthcheck }] of Object.entries(services)) {
      for (const word of [...command, ...(healthcheck?.test ?? [])])
        assert.equal(typeof word, 'string', `${name}: ${JSON.stringify(word)}`);
    }
  });

  it('asks for the health of each container of ipclab with a program that is one', () => {
    for (const name of commands.keys()) {
      const { healthcheck } = services[name === 'serve' ? 'sandbox' : name] ?? {};
      const [how, node, evaluate, program] = healthcheck?.test ?? [];
      assert.deepEqual([how, node, evaluate], ['CMD', 'node', '-e']);
      assert.doesNotThrow(() => new Script(String(program)));
    }
  });

  it('calls commands with options that they have', () => {
    const units = readdirSync(join(PACKAGE_ROOT, 'deploy')).filter((name) => name.endsWith('.service'));
    const calls = [
      ...Object.values(services).map(({ command }) => command.map(String)),
      ...units.map((name) => (/^ExecStart=.*main\.js (.*)$/m.exec(read(name))?.[1] ?? '').split(' ')),
    ].filter(([name = '']) => commands.has(name));
    assert.equal(calls.length, 4);
    for (const [name = '', ...words] of calls) {
      const known = commands
        .get(name)?.()
        .options.map(({ long }) => long);
      for (const word of words.filter((each) => each.startsWith('--'))) assert.ok(known?.includes(word), word);
    }
  });

  it('copies into the container what is there, and shuts out all else', () => {
    const copied = [...read('Dockerfile').matchAll(/^COPY (.*) \S+$/gm)].flatMap(([, names = '']) => names.split(' '));
    const letIn = read('Dockerfile.dockerignore').match(/(?<=^!).*/gm);
    assert.deepEqual(copied.sort(), letIn?.sort());
    for (const name of copied) assert.ok(existsSync(join(PACKAGE_ROOT, name)), name);
  });
});
