// Results in the order in which they came, one line each. A line is there whole or not at all, whenever the power goes.
import { createHash } from 'node:crypto';
import { open, readFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { basisSchema } from '#lab/basis.js';
import { RESULT_FORMAT, submissionResult, type SubmissionResult } from '#lab/result.js';
import { errnoOf, fileError } from '#node/file-error.js';
import { readAs } from '#util/parse-as.js';

const record = z.strictObject({
  /** What was added to the seeds of the lab. */
  seed: z.int().min(0),
  result: submissionResult,
  /** What it was judged by, task by task; left out by versions before it was kept. */
  basis: basisSchema.optional(),
  /** When it was handed in, ISO 8601, and who says so; left out where nothing does. */
  handedIn: z.strictObject({ at: z.iso.datetime(), from: z.enum(['platform', 'file', 'grading']) }).optional(),
  /** Whose it is, only the student's own file said. */
  claimed: z.literal(true).optional(),
});

export type LedgerRecord = z.output<typeof record>;

export interface LedgerContent {
  readonly records: readonly LedgerRecord[];
  /** Lines that are not what was once written; what they said has to be graded again. */
  readonly damaged: number;
  /** Whole lines that another version of ipclab wrote, with results of another format; they have to be graded again, too. */
  readonly otherVersion: number;
  /** Bytes up to the end of the last whole line. */
  readonly size: number;
}

const NAME = 'ledger.jsonl';
const SHA256_LENGTH = 64;
const BEGIN = '{"sha256":"';
const MIDDLE = '","record":';
const BODY_AT = BEGIN.length + SHA256_LENGTH + MIDDLE.length;

/**
 * Reads the results in a folder; none when there is no ledger.
 *
 * @throws IpclabError `usage` when it cannot be read
 */
export async function readLedger(folder: string): Promise<LedgerContent> {
  const file = join(folder, NAME);
  const bytes = await readFile(file).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return Buffer.alloc(0);
    throw fileError(error, file, 'give another folder with --out');
  });
  // What comes after the last line end is a line that was being written when its writer died.
  const size = bytes.lastIndexOf(0x0a) + 1;
  const lines = bytes.toString('utf8', 0, size).split('\n').slice(0, -1);
  const parsed = lines.map(parseLine);
  return {
    records: parsed.filter((each) => typeof each === 'object'),
    damaged: parsed.filter((each) => each === 'damaged').length,
    otherVersion: parsed.filter((each) => each === 'other version').length,
    size,
  };
}

/** Of a record of whatever version, as long as it names its format. */
const versioned = z.object({ result: z.object({ format: z.int() }) });

function parseLine(line: string): LedgerRecord | 'damaged' | 'other version' {
  const body = line.slice(BODY_AT, -1);
  if (line !== lineOf(body)) return 'damaged';
  const reading = readAs(record, body);
  if ('value' in reading) return reading.value;
  const other = readAs(versioned, body);
  return 'value' in other && other.value.result.format !== RESULT_FORMAT ? 'other version' : 'damaged';
}

function lineOf(body: string): string {
  return `${BEGIN}${createHash('sha256').update(body).digest('hex')}${MIDDLE}${body}}`;
}

/** The writer of a ledger; there must be one only (see `lock.ts`). */
export class Ledger implements AsyncDisposable {
  readonly #file: FileHandle;
  readonly #path: string;
  #size: number;
  #last: Promise<void> = Promise.resolve();

  private constructor(file: FileHandle, path: string, size: number) {
    this.#file = file;
    this.#path = path;
    this.#size = size;
  }

  /** Opens the ledger of a folder to write behind what is whole of it. */
  static async open(folder: string, { size }: LedgerContent): Promise<Ledger> {
    const path = join(folder, NAME);
    const file = await open(path, 'a+').catch((error: unknown) => {
      throw fileError(error, path, 'give another folder with --out');
    });
    await file.truncate(size);
    return new Ledger(file, path, size);
  }

  /** On the disk when this returns. Calls may overlap. */
  async append(entry: LedgerRecord): Promise<void> {
    const line = Buffer.from(`${lineOf(JSON.stringify(entry))}\n`);
    const write = this.#last.then(() => this.#write(line));
    this.#last = write.catch(() => undefined);
    await write;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#last;
    await this.#file.close();
  }

  async #write(line: Buffer): Promise<void> {
    try {
      await this.#file.appendFile(line);
      await this.#file.datasync();
    } catch (error) {
      // A full disk must not leave half a line for the next one to be glued to.
      await this.#file.truncate(this.#size).catch(() => undefined);
      throw fileError(error, this.#path, 'what was graded until now is kept; start again');
    }
    this.#size += line.length;
  }
}

/** What a result depends on, but for the names of student and submission. */
export function keyOf({ seed, result }: LedgerRecord): string {
  return gradeKey(result.lab.digest, result.image, seed, result.submission.digest);
}

export function gradeKey(
  lab: string,
  { inputs, digest, v86 }: SubmissionResult['image'],
  seed: number,
  submission: string,
): string {
  return JSON.stringify([lab, inputs, digest, v86, seed, submission]);
}
