// A run at an instant: who is there and at what, who holds which end of what, and what is in it.
import { descriptorChanges } from './descriptor-changes.js';
import type {
  CallEvent,
  Content,
  DescriptorUse,
  ExecEvent,
  ExitEvent,
  ForkEvent,
  ObjectReference,
  ReturnEvent,
  SwitchEvent,
  XrayEvent,
} from './events.js';
import { keyOf, type ObjectKey } from './objects.js';
import { Takings } from './takings.js';

export type Activity = 'runs' | 'ready' | 'waits' | 'stopped' | 'ended';

export interface OpenDescriptor extends DescriptorUse {
  readonly closesOnExec: boolean;
}

export interface ThreadState {
  readonly id: number;
  readonly process: number;
  activity: Activity;
  /** The system call that it is in, and the index of its event. */
  call: { readonly index: number; readonly event: CallEvent } | undefined;
}

export interface ProcessState {
  readonly id: number;
  /** 0: nobody of the container. */
  parent: number;
  /** Of the program that it executes; empty: the recording began later. */
  name: string;
  readonly descriptors: Map<number, OpenDescriptor>;
  /** Those that have not ended. */
  readonly threads: Set<number>;
  /** Signals that were sent and not delivered. */
  readonly pending: Set<number>;
  /** As wait(2) gives it; undefined: it has not ended. */
  status: number | undefined;
  /** Its parent has waited for it. */
  isReaped: boolean;
}

export interface ObjectState {
  readonly reference: ObjectReference;
  content: Content | undefined;
  /** Processes that have used it. */
  readonly users: Set<number>;
}

/** Is told of each descriptor that comes and goes. */
export interface DescriptorListener {
  opened(process: number, descriptor: OpenDescriptor): void;
  closed(process: number, number: number): void;
}

const ACTIVITIES: Readonly<Record<SwitchEvent['state'], Activity>> = {
  ready: 'ready',
  waits: 'waits',
  'waits-unkillable': 'waits',
  stopped: 'stopped',
  traced: 'stopped',
  ended: 'ended',
};

export class RunState {
  readonly processes = new Map<number, ProcessState>();
  readonly threads = new Map<number, ThreadState>();
  readonly objects = new Map<ObjectKey, ObjectState>();
  readonly takings = new Takings();
  readonly #listener: DescriptorListener | undefined;

  constructor(listener?: DescriptorListener) {
    this.#listener = listener;
  }

  /** Events come in their order; `index` is that of the event in its recording. */
  apply(event: XrayEvent, index: number): void {
    switch (event.kind) {
      case 'call':
        this.#call(event, index);
        return;
      case 'return':
        this.#return(event);
        return;
      case 'switch':
        this.#switch(event);
        return;
      case 'wake': {
        const woken = this.threads.get(event.whom);
        if (woken && (woken.activity === 'waits' || woken.activity === 'stopped')) woken.activity = 'ready';
        return;
      }
      case 'fork':
        this.#fork(event);
        return;
      case 'exec':
        this.#exec(event);
        return;
      case 'exit':
        this.#exit(event);
        return;
      case 'signal-sent':
        if (event.outcome === 'pending') this.processOf(event.to)?.pending.add(event.signal);
        return;
      case 'signal-delivered':
        this.processOf(event.thread)?.pending.delete(event.signal);
        return;
      case 'fault':
      case 'lost':
        return;
    }
  }

  /** @param thread a thread's number, or a process's */
  processOf(thread: number): ProcessState | undefined {
    return this.processes.get(this.threads.get(thread)?.process ?? thread);
  }

  #thread(id: number, process: number): ThreadState {
    const known = this.threads.get(id);
    // Numbers come again.
    if (known && known.activity !== 'ended') return known;
    const thread: ThreadState = { id, process, activity: 'runs', call: undefined };
    this.threads.set(id, thread);
    const owner = this.processes.get(process);
    if (owner?.status === undefined && owner) owner.threads.add(id);
    else this.processes.set(process, newProcess(process, 0, '', id));
    return thread;
  }

  #call(event: CallEvent, index: number): void {
    const thread = this.#thread(event.thread, event.process);
    thread.activity = 'runs';
    thread.call = { index, event };
    const { descriptors } = this.#process(thread);
    for (const use of event.uses) {
      this.#use(use.object, thread.process);
      const known = descriptors.get(use.descriptor);
      // What was open before the recording began is met when it is used.
      if (!known || keyOf(known.object) !== keyOf(use.object))
        this.#open(thread.process, { ...use, closesOnExec: false });
    }
    for (const object of event.objects) this.#use(object, thread.process);
  }

  #return(event: ReturnEvent): void {
    const thread = this.threads.get(event.thread);
    if (!thread || thread.activity === 'ended') return;
    thread.activity = 'runs';
    const call = thread.call?.event;
    thread.call = undefined;
    if (!call) return;
    const first = call.uses[0]?.object ?? call.objects[0];
    const object = first && this.objects.get(keyOf(first));
    if (object && event.content) object.content = event.content;
    for (const { object: made } of event.uses) this.#use(made, thread.process);
    this.#change(thread, call, event);
    if (event.result >= 0) this.takings.note(call, thread.process);
    if (call.name.startsWith('wait') && event.result > 0) {
      const child = this.processes.get(event.result);
      if (child?.status !== undefined) child.isReaped = true;
    }
  }

  #change({ process }: ThreadState, call: CallEvent, event: ReturnEvent): void {
    const table = this.processes.get(process)?.descriptors;
    for (const change of descriptorChanges(call, event)) {
      if (change.is === 'closed') this.#close(process, change.number);
      else if (change.is === 'opened') this.#open(process, { ...change.use, closesOnExec: change.closesOnExec });
      else {
        const source = table?.get(change.is === 'copied' ? change.from : change.number);
        if (!source) continue;
        const copy = { ...source, descriptor: change.number, closesOnExec: change.closesOnExec };
        if (change.is === 'copied') this.#open(process, copy);
        else table?.set(change.number, copy);
      }
    }
  }

  #switch({ thread, to, state }: SwitchEvent): void {
    const from = this.threads.get(thread);
    if (from && from.activity !== 'ended') from.activity = ACTIVITIES[state];
    const next = this.threads.get(to);
    if (next && next.activity !== 'ended') next.activity = 'runs';
    else if (to !== 0 && !next) this.#thread(to, to);
  }

  #fork({ thread, process, child, isThread }: ForkEvent): void {
    // The program itself is made from outside.
    if (thread === 0) {
      this.#thread(child, process).activity = 'ready';
      return;
    }
    const parent = this.#thread(thread, this.threads.get(thread)?.process ?? thread);
    const { name, descriptors } = this.#process(parent);
    this.threads.set(child, {
      id: child,
      process: isThread ? parent.process : process,
      activity: 'ready',
      call: undefined,
    });
    if (isThread) {
      this.#process(parent).threads.add(child);
      return;
    }
    this.processes.set(process, newProcess(process, parent.process, name, child));
    for (const descriptor of descriptors.values()) this.#open(process, descriptor);
  }

  #exec({ thread, path }: ExecEvent): void {
    const process = this.#process(this.#thread(thread, this.threads.get(thread)?.process ?? thread));
    process.name = path.slice(path.lastIndexOf('/') + 1);
    for (const { descriptor, closesOnExec } of [...process.descriptors.values()])
      if (closesOnExec) this.#close(process.id, descriptor);
  }

  #exit({ thread, process, status }: ExitEvent): void {
    const ended = this.#thread(thread, process);
    ended.activity = 'ended';
    ended.call = undefined;
    const owner = this.processes.get(ended.process);
    owner?.threads.delete(thread);
    if (!owner || owner.threads.size > 0) return;
    owner.status = status;
    for (const number of [...owner.descriptors.keys()]) this.#close(owner.id, number);
    for (const child of this.processes.values()) if (child.parent === owner.id) child.parent = 0;
  }

  #process({ id, process }: ThreadState): ProcessState {
    const known = this.processes.get(process);
    if (known) return known;
    const made = newProcess(process, 0, '', id);
    this.processes.set(process, made);
    return made;
  }

  #use(reference: ObjectReference, process: number): void {
    const key = keyOf(reference);
    const known = this.objects.get(key);
    if (known) known.users.add(process);
    else this.objects.set(key, { reference, content: undefined, users: new Set([process]) });
  }

  #open(process: number, descriptor: OpenDescriptor): void {
    const table = this.processes.get(process)?.descriptors;
    if (!table) return;
    this.#close(process, descriptor.descriptor);
    table.set(descriptor.descriptor, descriptor);
    this.#listener?.opened(process, descriptor);
  }

  #close(process: number, number: number): void {
    if (this.processes.get(process)?.descriptors.delete(number)) this.#listener?.closed(process, number);
  }
}

function newProcess(id: number, parent: number, name: string, thread: number): ProcessState {
  return {
    id,
    parent,
    name,
    descriptors: new Map(),
    threads: new Set([thread]),
    pending: new Set(),
    status: undefined,
    isReaped: false,
  };
}
