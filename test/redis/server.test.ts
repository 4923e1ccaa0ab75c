// A Redis server that goes away, that knows nothing any more, and that does not let everybody in.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { ensureTools } from '#builder/tools.js';
import { readAddress } from '#queue/address.js';
import { connect } from '#queue/connect.js';
import { Crew } from '#queue/crew.js';
import { deferred } from '#util/deferred.js';
import { outcome, sha256 } from '../support/classroom/results.js';
import { Folder } from '../support/classroom/take.js';
import { Fleet, GROUND, grader, jobOf, slowMachine, wholeMachine } from '../support/queue/parts.js';
import { RedisServer } from '../support/redis.js';

test('a Redis that is killed and comes back empty loses nothing, also not what was being graded then', async () => {
  await using redis = await RedisServer.start();
  const slow = slowMachine();
  await using host = await grader(redis.address);
  await using fleet = new Fleet(redis.address);
  await fleet.add('one', slow.host);
  const sources = ['a', 'b', 'c', 'd'];
  const all = Promise.all(sources.map((source) => host.grade(jobOf(source), {})));
  await slow.asked;
  await redis.kill();
  await redis.start();
  slow.goOn();
  assert.deepEqual(
    await all,
    sources.map((source) => outcome(source)),
  );
  assert.match(host.notices.join(), /is gone; waiting for it,.* is back/);
  assert.deepEqual(host.broken, []);
});

async function refusal(address: string, environment: NodeJS.ProcessEnv = {}): Promise<string> {
  try {
    (await connect(await readAddress(address, environment))).disconnect();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

test('who cannot be reached is told of at once, with what to do', async () => {
  const redis = await RedisServer.start();
  await redis[Symbol.asyncDispose]();
  assert.equal(
    await refusal(redis.address),
    `${redis.address}: nobody listens there; start redis-server, or give the address of another`,
  );
});

test('a password is wanted, and never told', async () => {
  await using redis = await RedisServer.start(['--requirepass', 'correct horse']);
  assert.equal(await refusal(redis.address, { IPCLAB_REDIS_PASSWORD: 'correct horse' }), '');
  for (const environment of [{}, { IPCLAB_REDIS_PASSWORD: 'wrong horse' }]) {
    const message = await refusal(redis.address, environment);
    assert.match(message, /it wants another user or password; give the password in IPCLAB_REDIS_PASSWORD/);
    assert.doesNotMatch(message, /horse/);
  }
});

test('TLS is spoken with who has a certificate of an authority that is known', async () => {
  await ensureTools({ openssl: 'openssl' }, 'the test of TLS', (line) => process.stderr.write(`${line}\n`));
  using folder = new Folder();
  const [key, certificate] = [join(folder.path, 'key.pem'), join(folder.path, 'certificate.pem')];
  const made = '-x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost'.split(' ');
  await promisify(execFile)('openssl', [
    'req',
    ...made,
    '-addext',
    'subjectAltName=DNS:localhost,IP:127.0.0.1',
    '-keyout',
    key,
    '-out',
    certificate,
  ]);
  await using redis = await RedisServer.startTls({ key, certificate });
  assert.match(
    await refusal(redis.address),
    /TLS failed \(.*\); name the authority's certificate in NODE_EXTRA_CA_CERTS/,
  );
  assert.match(await refusal(redis.address.replace('rediss:', 'redis:')), /write rediss:\/\//);
  const script = `const { readAddress } = await import('${import.meta.resolve('#queue/address.js')}');
    const { connect } = await import('${import.meta.resolve('#queue/connect.js')}');
    const redis = await connect(await readAddress('${redis.address}'));
    console.log(await redis.ping());
    redis.disconnect();`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate },
  });
  assert.equal(stdout, 'PONG\n');
});

test('a worker and a grader that are told to end while Redis is away end', async () => {
  for (const away of ['kill', 'freeze'] as const) {
    await using redis = await RedisServer.start();
    // A class with an image that is nowhere.
    const ground = { ...GROUND, image: { name: 'far', digest: sha256(away) } };
    const host = await grader(redis.address, { ground });
    const asks = deferred<void>();
    const crew = await Crew.start({
      address: await readAddress(redis.address, {}),
      code: GROUND.code,
      name: 'one',
      jobs: 1,
      lease: 5,
      images: [],
      wants: () => {
        void redis[away]();
        asks.resolve();
        return true;
      },
      hostOf: wholeMachine,
      onNotice: () => undefined,
    });
    await asks.promise;
    await crew[Symbol.asyncDispose]();
    await redis.kill();
    await host[Symbol.asyncDispose]();
  }
});
