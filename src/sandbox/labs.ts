// The labs that a server grades by. Each is made ready when somebody first asks for it, and kept.
import type { LabDescription } from '#api/schema.js';
import type { ClassPlan } from '#classroom/grade-class.js';
import type { GradingHost } from '#classroom/hosts/host.js';
import { NodeHost } from '#classroom/hosts/node-host.js';
import { planClass } from '#classroom/plan.js';
import { loadLab, loadLabs, type StoredLab } from '#course/lab.js';
import { openLabImage } from '#course/lab-image.js';
import { prepareLab } from '#course/lab-plan.js';
import type { Image } from '#hosts/node/image.js';
import { hasCode, IpclabError } from '#util/error.js';

/** What grades a submission. */
export interface ReadyLab {
  readonly plan: ClassPlan;
  readonly host: GradingHost;
}

interface Known {
  readonly stored: StoredLab;
  readonly image: Image;
}

export class Labs implements AsyncDisposable {
  readonly #known: ReadonlyMap<string, Known>;
  readonly #ready = new Map<string, Promise<ReadyLab>>();
  /** Machines by the digest of their image. */
  readonly #hosts = new Map<string, NodeHost>();
  readonly #closed = new AbortController();

  private constructor(known: ReadonlyMap<string, Known>) {
    this.#known = known;
  }

  /**
   * @param folders of labs; default: those that come with the project, as far as their image is built
   * @throws IpclabError `usage` for what is no lab, and for two of one name; `image-missing`
   */
  static async read(folders?: readonly string[]): Promise<Labs> {
    const known = new Map<string, Known>();
    for (const stored of folders ? await Promise.all(folders.map(loadLab)) : await loadLabs()) {
      const other = known.get(stored.name);
      if (other)
        throw new IpclabError(
          'usage',
          `${stored.folder} and ${other.stored.folder} have one name, and clients name a lab by it; rename one of the folders`,
        );
      const image = await openLabImage(stored, undefined).catch((error: unknown) => {
        if (folders || !hasCode(error, 'image-missing', 'image-corrupt')) throw error;
        return undefined;
      });
      if (image) known.set(stored.name, { stored, image });
    }
    return new Labs(known);
  }

  get descriptions(): LabDescription[] {
    return [...this.#known.values()].map(({ stored: { name, lab } }) => ({
      name,
      title: lab.title,
      tasks: lab.tasks.map((task) => ({
        name: task.name,
        title: task.title,
        files: task.files.map((file) => ({ name: file.name, optional: file.optional })),
      })),
    }));
  }

  has(name: string): boolean {
    return this.#known.has(name);
  }

  /** @throws IpclabError `usage` when its own programs do not compile; `internal` when there is none of that name */
  async open(name: string): Promise<ReadyLab> {
    const known = this.#ready.get(name);
    if (known) return known;
    const ready = this.#prepare(name);
    this.#ready.set(name, ready);
    // Who asks next tries again.
    ready.catch(() => this.#ready.delete(name));
    return ready;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed.abort();
    await Promise.allSettled(this.#ready.values());
    await Promise.all([...this.#hosts.values()].map((host) => host[Symbol.asyncDispose]()));
  }

  async #prepare(name: string): Promise<ReadyLab> {
    const known = this.#known.get(name);
    if (!known) throw new IpclabError('internal', `there is no lab ${name}`);
    const { stored, image } = known;
    const prepared = await prepareLab(stored, image, this.#closed.signal);
    const { digest } = image.manifest;
    const host = this.#hosts.get(digest) ?? new NodeHost(image);
    this.#hosts.set(digest, host);
    return { plan: planClass(prepared, image, 0), host };
  }
}
