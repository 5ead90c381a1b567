import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { addDays, type IsoDate, WEEKDAYS, weekdayOf } from '../../src/rules/time.ts'

export const ORGANISATION = join(import.meta.dirname, '../../fixtures/organisation')

/** A row by the names of its columns; a column that is not there reads as empty. */
export type Row = (column: string) => string

export function textOf(file: string, encoding: string): string {
  return new TextDecoder(encoding, { fatal: true }).decode(readFileSync(join(ORGANISATION, file)))
}

export function readTable(file: string, encoding = 'windows-1252'): Row[] {
  const records: Record<string, string>[] = parse(textOf(file, encoding), { columns: true, delimiter: ';' })
  return records.map((record) => (column) => record[column] ?? '')
}

/** dd-mm-jjjj as ISO text; an empty cell is later than any day. */
export function isoOf(date: string): string {
  return date === '' ? '9999-12-31' : date.split('-').reverse().join('-')
}

const DUTCH_DAYS = ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag']

/** The contract plans care on that day, closures and school holidays aside. */
export function plans(contract: Row, date: IsoDate): boolean {
  const running = isoOf(contract('startdatum')) <= date && date <= isoOf(contract('einddatum'))
  return running && contract(DUTCH_DAYS[WEEKDAYS.indexOf(weekdayOf(date))] ?? '') !== ''
}

export function daysFrom(first: IsoDate, last: IsoDate): IsoDate[] {
  const days: IsoDate[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day)
  return days
}
