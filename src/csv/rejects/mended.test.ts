import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readHeader } from '../header.ts'
import { children } from '../kinds/children.ts'
import { rowReader } from '../read-row.ts'
import { isRefusal } from '../refusal.ts'
import { openRows } from '../rows.ts'
import { readRejects } from './read-rejects.ts'
import { countExtraCells } from './rejects-table.ts'
import { safeCell } from './safe-cell.ts'
import { writeRejects } from './write-rejects.ts'

const HEADER = [
  ...['kindnummer', 'BSN', 'roepnaam', 'tussenvoegsel', 'achternaam', 'geboortedatum', 'locatie', 'groep'],
  ...['ouder1_voornaam', 'ouder1_email', 'ouder1_telefoon', 'ouder1_gezag'],
]

const csvOf = (rows: readonly (readonly string[])[]) =>
  rows.map((cells) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')}\r\n`).join('')

const tableOf = (text: string) => [...openRows(Buffer.from(text), ';').from(0)]

/** A file of children or the rejects of one. */
function read(text: string) {
  const [first, ...rows] = tableOf(text)
  if (!first) throw new Error('the file is empty')
  const rejects = readRejects(first.cells)
  const header = rejects?.header ?? first.cells
  const layout = readHeader({ ...first, cells: header }, children.columns)
  if (isRefusal(layout)) throw new Error(layout.message)
  const reader = rowReader(children, layout, '2026-11-23')
  const originals = rows.map((row) => ({ ...row, cells: rejects?.row(row.cells) ?? row.cells }))
  return { header, rows: originals.map((row) => ({ cells: row.cells, read: reader(row) })) }
}

type File = ReturnType<typeof read>

const recordsOf = ({ rows }: File) => rows.flatMap(({ read }) => (read.isRight ? read.parsed().record : []))
const wrongOf = ({ rows }: File) => rows.filter(({ read }) => !read.isRight)
const faultsOf = (file: File) =>
  wrongOf(file).map(({ read }) => read.findings.map(({ column, code }) => [column, code]))

function rejectsOf(file: File): string {
  const wrong = wrongOf(file)
  const extra = Math.max(0, ...wrong.map(({ cells }) => countExtraCells(file.header, cells)))
  const { head, row } = writeRejects(file.header, { extra })
  return [head.slice(1), ...wrong.map(({ cells, read }) => row(cells, read.findings))].join('')
}

/** As somebody would: a wrong cell is written anew, and every cell of a row that had too many or too few. */
function mend(
  rejects: string,
  rightRows: ReadonlyMap<string, readonly string[]>,
  keys: readonly string[],
): string {
  const [header, ...rows] = tableOf(rejects).map(({ cells }) => cells)
  const mended = rows.map((cells, at) => {
    const isMisfit = cells.includes('column-count')
    const faulty = cells[(header ?? []).indexOf('_kolom')]?.split(' | ') ?? []
    return cells.map((cell, column) => {
      const name = header?.[column] ?? ''
      const right = safeCell(rightRows.get(keys[at] ?? '')?.[HEADER.indexOf(name)] ?? '')
      if (name.startsWith('_extra')) return ''
      return HEADER.includes(name) && (isMisfit || faulty.includes(name)) ? right : cell
    })
  })
  return csvOf([header ?? [], ...mended])
}

const name = fc
  .string({ unit: fc.constantFrom(...'\'"=+-@;,\t\r\n ＝aé👶', 'e\u0301'), minLength: 1, maxLength: 6 })
  .map((text) => `${text}z`)

const right = fc
  .tuple(name, fc.option(name, { nil: '' }), name, name)
  .map(([first, infix, last, parent]) => [
    ...['999999990', first, infix, last, '01-03-2024', 'De Waterlelie', 'Vlinders'],
    ...[parent, 'ouder100@example.org', '+31 6 00055501', 'ja'],
  ])

type Break = (cells: readonly string[], at: number) => readonly string[]

const breaks: readonly Break[] = [
  (cells) => cells,
  (cells) => cells.with(5, '-31-02-2024').with(9, '@nowhere'),
  (cells) => cells.with(2, ' '),
  (cells, at) => cells.toSpliced(at, 1),
  (cells, at) => cells.toSpliced(at, 0, '=extra'),
  (cells, at) => [...cells.toSpliced(at, 0, 'a', 'b'), ''],
]

const files = fc
  .array(fc.tuple(right, fc.constantFrom(...breaks), fc.nat(HEADER.length - 1)), { maxLength: 6 })
  .map((rows) => rows.map(([cells, broken, at], index) => ({ right: [`N${index}`, ...cells], broken, at })))

const withBsn = fc.boolean()

/** The files as they should have been, and as they came. */
function filesOf(rows: readonly { right: readonly string[]; broken: Break; at: number }[], bsn: boolean) {
  const visible = (cells: readonly string[]) => (bsn ? cells : cells.toSpliced(1, 1))
  const header = visible(HEADER)
  const broken = rows.map(({ right, broken, at }) => visible(broken(right, at)))
  return {
    clean: read(csvOf([header, ...rows.map(({ right }) => visible(right))])),
    dirty: read(csvOf([header, ...broken])),
    rightRows: new Map(rows.map(({ right }) => [right[0] ?? '', right])),
  }
}

test('what was rejected, once mended, makes with what was not the records of a clean file', () => {
  fc.assert(
    fc.property(files, withBsn, (rows, bsn) => {
      const { clean, dirty, rightRows } = filesOf(rows, bsn)
      const keys = dirty.rows.flatMap(({ read }, at) => (read.isRight ? [] : [`N${at}`]))
      const mended = read(mend(rejectsOf(dirty), rightRows, keys))
      expect(faultsOf(mended)).toEqual([])
      const all = [...recordsOf(dirty), ...recordsOf(mended)]
      expect(all.toSorted((one, other) => one.number.localeCompare(other.number))).toEqual(recordsOf(clean))
    }),
  )
})

test('what was rejected and not mended is rejected again for the same reasons', () => {
  fc.assert(
    fc.property(files, withBsn, (rows, bsn) => {
      const { dirty } = filesOf(rows, bsn)
      const again = read(rejectsOf(dirty))
      expect(recordsOf(again)).toEqual([])
      expect(faultsOf(again)).toEqual(faultsOf(dirty))
    }),
  )
})
