// The list of a class, as a learning platform or a spreadsheet writes it.
import { readBytes } from '#node/file-error.js';
import type { Student } from '#lab/result.js';
import { GRADEBOOK_COLUMNS, platformOfGradebook, type Gradebook } from '#reports/platform/gradebook.js';
import { IpclabError } from '#util/error.js';
import { decodeCsv, parseRows, refuseTwice, type Row } from './csv-rows.js';

export interface RosterStudent extends Student {
  /** What the learning platform's downloads call the student by in this exercise. */
  readonly participant?: string;
  readonly login?: string;
}

type Column = 'id' | 'sis' | 'login' | 'name' | 'first' | 'last' | 'email' | 'participant';

/** Headers without case, blanks and punctuation, of the usual platforms in their usual languages. */
const HEADERS: Readonly<Record<Column, readonly string[]>> = {
  id: [
    ...['idnumber', 'id', 'studentid', 'studentnumber', 'sid', 'matriculationnumber', 'registrationnumber'],
    ...['matrikelnummer', 'matrikelnr', 'matrnr', 'idnummer', 'matricola', 'numerodimatricola', 'codiceidentificativo'],
  ],
  sis: ['sisuserid'],
  login: [
    'username',
    'login',
    'loginid',
    'sisloginid',
    'userid',
    'anmeldename',
    'nutzername',
    'kennung',
    'benutzername',
  ],
  name: ['fullname', 'name', 'student', 'studentname', 'vollstandigername', 'nomecompleto', 'nominativo'],
  first: ['firstname', 'firstnames', 'givenname', 'vorname', 'nome'],
  last: ['lastname', 'surname', 'familyname', 'nachname', 'familienname', 'cognome'],
  email: ['emailaddress', 'email', 'mail', 'emailadresse', 'indirizzoemail', 'indirizzodiposta'],
  participant: ['identifier', 'participant', 'teilnehmerin', 'identificativo', 'bezeichner'],
};

/** A list of a class as it was read, and as it was written: what a learning platform takes back has its own rows. */
export interface Roster {
  readonly students: readonly RosterStudent[];
  readonly gradebook: Gradebook | undefined;
}

/** @throws IpclabError `usage` that names the file, the line and the cure */
export async function readRoster(file: string): Promise<Roster> {
  return parseClassList(decodeCsv(await readBytes(file, 'give a CSV file with the list of the class')), file);
}

/** A roster, and where it is a gradebook of Moodle or Canvas also that; see {@link parseRoster}. */
export function parseClassList(text: string, file: string): Roster {
  const [header, ...rows] = parseRows(text, file);
  const platform = header && platformOfGradebook(header.cells);
  if (platform) refuseTwice(header.cells, GRADEBOOK_COLUMNS[platform], `${file}: line ${header.line}`);
  const students = parseRoster(text, file);
  if (!platform) return { students, gradebook: undefined };
  const byLine = new Map(studentsByLine(header, rows, platform, file).map(({ line, student }) => [line, student.id]));
  return {
    students,
    gradebook: {
      platform,
      file,
      header: header.cells,
      rows: rows.map(({ cells, line }) => ({ cells, line, student: byLine.get(line) })),
    },
  };
}

/**
 * @param text with a line of headers first; separated by commas, semicolons or tabs
 * @param file its name, for the messages
 * @throws IpclabError `usage` that names the file, the line and the cure
 */
export function parseRoster(text: string, file: string): RosterStudent[] {
  const [header, ...rows] = parseRows(text, file);
  if (!header)
    throw new IpclabError('usage', `${file}: is empty; its first line names the columns, such as id,name,email`);
  const columns = columnsOf(header, file);
  const has = (column: Column): boolean => columns.has(column);
  if (!IDENTIFYING.some(has) && !(has('first') && has('last'))) {
    throw new IpclabError(
      'usage',
      `${file}: line ${header.line}: no column says who a student is; name one id, name or email`,
    );
  }
  if (rows.length === 0)
    throw new IpclabError(
      'usage',
      `${file}: line ${header.line}: is a heading without students; export the list again`,
    );
  const cure = IDS.some(has) ? 'remove one' : 'remove one, or give each an id';
  const [ids, participants] = [new Map<string, number>(), new Map<string, number>()];
  return studentsByLine(header, rows, platformOfGradebook(header.cells), file).map(({ student, line }) => {
    const refuse = (why: string): IpclabError => new IpclabError('usage', `${file}: line ${line}: ${why}`);
    const { id, participant = '' } = student;
    if (id === '') throw refuse('the student has neither id, login, email nor name; add one');
    const before = ids.get(seen(id));
    if (before !== undefined) throw refuse(`${id} is in line ${before} already; ${cure}`);
    const other = participants.get(participant);
    if (other !== undefined)
      throw refuse(`its number, ${participant}, is that of line ${other}; export the list again`);
    ids.set(seen(id), line);
    if (participant !== '') participants.set(participant, line);
    return student;
  });
}

/** No two students have the same. */
const IDS: readonly Column[] = ['id', 'sis', 'login', 'email'];

/** One of them is enough; of a grading worksheet without names the number is all there is. */
const IDENTIFYING: readonly Column[] = [...IDS, 'name', 'participant'];

interface Listed {
  readonly student: RosterStudent;
  readonly line: number;
}

/** The students of a list, without the rows in which a platform says something else. */
function studentsByLine(
  header: Row,
  rows: readonly Row[],
  platform: Gradebook['platform'] | undefined,
  file: string,
): Listed[] {
  const columns = columnsOf(header, file);
  const read = platform === 'canvas' ? canvasStudent : studentOf;
  const all = rows.map(({ cells, line }) => ({
    student: read((column) => onOneLine(cells[columns.get(column) ?? -1] ?? '')),
    line,
  }));
  return platform === 'canvas' ? all.filter(({ student }) => isCanvasStudent(student)) : numbered(all);
}

/** Of two who have a name and nothing else the platform's number says who is who. */
function numbered(all: readonly Listed[]): Listed[] {
  const lines = new Map<string, number>();
  for (const { student } of all) lines.set(seen(student.id), (lines.get(seen(student.id)) ?? 0) + 1);
  return all.map(({ student, line }) => {
    const { id, name, participant } = student;
    const shares = id === name && participant !== undefined && (lines.get(seen(id)) ?? 0) > 1;
    return { student: shares ? { ...student, id: participant } : student, line };
  });
}

function onOneLine(cell: string): string {
  return cell.replace(/\s+/g, ' ').trim();
}

function columnsOf({ cells, line }: Row, file: string): Map<Column, number> {
  const names = cells.map((name) => plain(name).replace(/[^\p{L}\p{N}]/gu, ''));
  const columns = new Map<Column, number>();
  for (const [column, known] of Object.entries(HEADERS) as [Column, readonly string[]][]) {
    const name = known.find((each) => names.includes(each));
    if (name === undefined) continue;
    refuseTwice(names, [name], `${file}: line ${line}`);
    columns.set(column, names.indexOf(name));
  }
  return columns;
}

function studentOf(cell: (column: Column) => string): RosterStudent {
  const email = cell('email');
  const name = cell('name') || `${cell('first')} ${cell('last')}`.trim();
  const participant = /\d+$/.exec(cell('participant'))?.[0];
  const id = cell('id') || cell('sis') || cell('login') || email || name || cell('participant');
  return {
    id,
    name: name || id,
    ...(email === '' ? {} : { email }),
    ...(participant === undefined ? {} : { participant }),
    ...(cell('login') === '' ? {} : { login: cell('login') }),
  };
}

/** Canvas's own number is what its downloads and its gradebook have in common; people know each other by the others. */
function canvasStudent(cell: (column: Column) => string): RosterStudent {
  const number = cell('id');
  const known = cell('sis') || cell('login') || number;
  return { ...studentOf((column) => (column === 'id' ? known : cell(column))), ...(number && { participant: number }) };
}

/** Beside students, Canvas has rows for what can be reached, and for a student that is a test. */
function isCanvasStudent({ name, participant }: RosterStudent): boolean {
  return participant !== undefined && !/^(points possible|student, test|test student)$/i.test(name);
}

/** Without case and accents, and without what nobody sees: `ada` with a blank of no width is `ada`. */
export function plain(text: string): string {
  return seen(text.normalize('NFKD').replace(/\p{M}/gu, ''));
}

/** What is the same where neither case nor what nobody sees counts. */
function seen(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toLowerCase()
    .trim();
}
