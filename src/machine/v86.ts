// The border to v86: what it has and its type definitions leave out. Its types are told here and nowhere else.
import type { V86 as V86Instance, V86Options } from 'v86';

export type { V86Instance };

export interface Bus {
  send(event: string, data: unknown): void;
  register(event: string, listener: (data: Uint8Array) => void, context: unknown): void;
}

/** What v86's WebAssembly asks of its host, as far as it is looked at here. */
export interface CoreImports {
  /** Takes the code of a page of the guest; the processor goes on without it until it is told that it is ready. */
  codegen_finalize: (index: number, start: number, flags: number, at: number, size: number) => void;
  /** That code is not called any more. */
  jit_clear_func: (index: number) => void;
  /** Called between two slices of the processor, and from nowhere else. */
  run_hardware_timers: (acpi: number, now: number) => number;
  readonly __indirect_function_table: WebAssembly.Table;
}

/** What v86's WebAssembly gives, as far as it is used here. Addresses are the guest's. */
export interface CoreExports {
  readonly memory: WebAssembly.Memory;
  /** How many instructions the processor executes before it looks at its timers again; see `compileV86`. */
  readonly slice_js: WebAssembly.Global<'i32'>;
  /** See `stopAtPrograms`. */
  readonly stops_js: WebAssembly.Global<'i32'>;
  /** See `letTurnsEnd`. */
  readonly turn_js: WebAssembly.Global<'i32'>;
  /** See `noteWrites`. */
  readonly written_js: WebAssembly.Global<'i32'>;
  readonly guest_page_js: WebAssembly.Global<'i32'>;
  /** @returns where in the WebAssembly's own memory the guest's memory begins */
  allocate_memory(size: number): number;
  codegen_finalize_finished(index: number, start: number, flags: number): void;
  is_memory_zeroed(at: number, size: number): number;
  jit_clear_cache_js(): void;
  rust_init(): void;
  set_jit_config(option: number, value: number): void;
  jit_dirty_cache(start: number, end: number): void;
  v86_free(at: number): void;
  v86_malloc(size: number): number;
  zero_memory(at: number, size: number): void;
  zstd_create_ctx(size: number): number;
  zstd_get_src_ptr(context: number): number;
  zstd_read(context: number, size: number): number;
  zstd_read_free(at: number, size: number): void;
  zstd_free_ctx(context: number): void;
}

export interface MachineParts {
  readonly wasm_fn: (imports: WebAssembly.Imports) => Promise<WebAssembly.Exports>;
  /** Bytes. */
  readonly memory: number;
  /** Bytes. */
  readonly vgaMemory: number;
  readonly boot: Pick<V86Options, 'bios' | 'vga_bios' | 'bzimage' | 'initrd' | 'cmdline'>;
}

type Undocumented = Omit<V86Options, 'net_device' | 'virtio_console'> & {
  net_device: { type: string };
  virtio_console: boolean;
};

export function v86Options({ wasm_fn, memory, vgaMemory, boot }: MachineParts): V86Options {
  const options: Undocumented = {
    wasm_fn,
    memory_size: memory,
    vga_memory_size: vgaMemory,
    virtio_console: true,
    net_device: { type: 'none' },
    disable_keyboard: true,
    disable_mouse: true,
    disable_speaker: true,
    autostart: false,
    ...boot,
  };
  return options as unknown as V86Options;
}

export function busOf(v86: V86Instance): Bus {
  return (v86 as unknown as { bus: Bus }).bus;
}

/** Of virtio's console device: what it tells the guest of a port that is to be a terminal. */
const CONSOLE_PORT = 4;

interface ConsoleDevice {
  SendEvent: (port: number, event: number, value: number) => void;
}

/**
 * Its ports are not terminals to the guest: Linux moves the bytes of a terminal one by one, and those of a plain port a page at
 * a time. The guest asks when it boots, and then knows for good.
 */
export function usePlainPorts(v86: V86Instance): void {
  const device = (v86 as unknown as { v86: { cpu: { devices: { virtio_console: ConsoleDevice } } } }).v86.cpu.devices
    .virtio_console;
  const send = device.SendEvent.bind(device);
  device.SendEvent = (port, event, value) => {
    if (event !== CONSOLE_PORT) send(port, event, value);
  };
}

/** Of the processor: names of v86's, each a view of the memory of its WebAssembly. */
const REGISTERS = {
  /** Instructions, 32 bits that wrap. */
  counter: 'instruction_counter',
  instruction: 'instruction_pointer',
  /** eax, ecx, edx, ebx, esp, ebp, esi, edi. */
  general: 'reg32',
  control: 'cr',
  /** 0: the kernel, 3: a program. */
  privilege: 'cpl',
  /** Where its segments begin: es, cs, ss, ds, fs, gs. */
  segments: 'segment_offsets',
  halted: 'in_hlt',
  /** Where the kernel is entered by sysenter. */
  entry: 'sysenter_eip',
  interrupts: 'idtr_offset',
} as const;

/** Addresses of its registers in the memory of its WebAssembly. */
export type RegisterAddresses = Readonly<Record<keyof typeof REGISTERS, number>>;

export function registerAddresses(v86: V86Instance): RegisterAddresses {
  const { cpu } = (v86 as unknown as { v86: { cpu: Record<string, ArrayBufferView> } }).v86;
  return Object.fromEntries(
    Object.entries(REGISTERS).map(([name, its]) => [name, cpu[its]?.byteOffset]),
  ) as RegisterAddresses;
}

export function coreImports(imports: WebAssembly.Imports): CoreImports {
  return imports['env'] as unknown as CoreImports;
}

/** @param own functions that take the place of its own */
export function exportsFor(core: CoreExports, own: Partial<CoreExports>): WebAssembly.Exports {
  return { ...core, ...own };
}

export function coreExports(exports: WebAssembly.Exports): CoreExports {
  return exports as unknown as CoreExports;
}
