// A date as a person writes it down, with or without a time: only as ISO 8601 has it, which nobody reads in two ways.

const DATE = /^(\d{4})-(\d\d)-(\d\d)/;
const WRITTEN = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(Z|[+-]\d\d:\d\d)?)?$/;

/**
 * @param text such as 2026-11-26, 2026-11-26 23:59 or 2026-11-26T23:59:00+01:00
 * @returns the instant, of a time without a zone in that of this computer; undefined where no calendar or clock has it
 */
export function writtenTime(text: string): Date | undefined {
  const [, date = '', time = '00:00', zone = ''] = WRITTEN.exec(text) ?? [];
  const [, year, month, day] = (DATE.exec(date) ?? []).map(Number);
  // To Date, 31 February is in March.
  const isInCalendar = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day)).getUTCDate() === day;
  const at = new Date(`${date}T${time}${zone}`);
  return isInCalendar && !Number.isNaN(at.getTime()) ? at : undefined;
}
