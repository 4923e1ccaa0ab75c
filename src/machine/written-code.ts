// Code within v86's WebAssembly that notes each page of the guest's memory which is written to.
import { placesOf, standsAt } from '#util/bytes.js';
import { linkedBytes, WasmReader } from './wasm-binary.js';
import {
  CALL,
  END,
  GLOBAL_GET,
  I32_ADD,
  I32_AND,
  I32_CONST,
  I32_EQZ,
  I32_SHL,
  I32_SHR_U,
  I32_STORE,
  I32_STORE8,
  I32_XOR,
  IF,
  LOCAL_GET,
  NOP,
} from './wasm-codes.js';
import type { WasmEditor } from './wasm-editor.js';

/** Among the exports: where the list is, a byte for each page of v86's memory. */
export const WRITTEN = 'written_js';
/** Among the exports: the number of the page where the guest's memory begins. */
export const GUEST_PAGE = 'guest_page_js';

/** Pages of v86's memory, at most; the size of the list, bytes. */
export const MOST_PAGES = 1 << 20;

/** v86's translation look-aside buffer: for each page of addresses a word, with the page of v86's memory that it means. */
export const TLB = 4_283_748;
/** Of such a word: the page was only read since the word was made. */
export const READ_ONLY = 2;

/** How a word of the buffer is stored. */
const STORE = Uint8Array.of(I32_STORE, 2, ...linkedBytes(TLB));
/** What stands before that where v86 makes a word, and nowhere else: four times the page, and a variable with the word. */
const FOUR_TIMES = Uint8Array.of(I32_CONST, 2, I32_SHL, LOCAL_GET);
/** A call with what the caller was given. */
const HANDED_ON = Uint8Array.of(LOCAL_GET, 0, CALL);

const EMPTY = 0x40;
/** `i32.const` with {@link MOST_PAGES} - 1. */
const LAST_PAGE = [I32_CONST, 0xff, 0xff, 0x3f];

/**
 * The guest writes to a page after v86 has looked it up for writing, and v86 keeps that as a word of its buffer. All else that
 * writes, its devices and what sets the bits of page tables, first drops the code that was compiled from the page. Both note it here.
 *
 * @param bytes what the editor reads
 * @returns false when the two places are not found
 */
export function noteWrites(editor: WasmEditor, bytes: Uint8Array): boolean {
  const stores = placesOf(bytes, STORE).filter((at) => standsAt(bytes, at - FOUR_TIMES.length - 1, FOUR_TIMES));
  const drop = droppingCode(editor);
  const [store] = stores;
  if (store === undefined || stores.length > 1 || drop === undefined) return false;
  const note = [GLOBAL_GET, editor.addVariable(WRITTEN, 0), I32_ADD, I32_CONST, 1, I32_STORE8, 0, 0];
  const storing = editor.addFunction(drop, storeAndNote(note));
  // As long as what it takes the place of.
  bytes.set([CALL, ...linkedBytes(storing), NOP], store);
  const guest = editor.addVariable(GUEST_PAGE, 0);
  // A device gives the page that the guest told it, whatever that is: never a place outside of the list.
  editor.prepend(drop, [LOCAL_GET, 1, GLOBAL_GET, guest, I32_ADD, ...LAST_PAGE, I32_AND, ...note]);
  return true;
}

/** v86's function for a page of the guest's memory, its second argument; what it exports calls it and no more. */
function droppingCode(editor: WasmEditor): number | undefined {
  const exported = editor.function('jit_dirty_page');
  if (exported === undefined) return undefined;
  const body = editor.body(exported);
  const [call] = placesOf(body, HANDED_ON);
  return call === undefined ? undefined : new WasmReader(body, call + HANDED_ON.length).uleb();
}

/** A function of four times a page's number and its word. The word is the page that it means, exclusive or the page's own number. */
function storeAndNote(note: readonly number[]): number[] {
  const meant = [LOCAL_GET, 1, LOCAL_GET, 0, I32_CONST, 10, I32_SHL, I32_XOR, I32_CONST, 12, I32_SHR_U];
  const isForWriting = [LOCAL_GET, 1, I32_CONST, READ_ONLY, I32_AND, I32_EQZ];
  return [LOCAL_GET, 0, LOCAL_GET, 1, ...STORE, ...isForWriting, IF, EMPTY, ...meant, ...note, END];
}
