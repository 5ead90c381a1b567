import type { Column, Columns } from '../../../csv/column.ts'
import { isBsnName } from '../../../csv/header-names/header-key.ts'
import { KINDS } from '../../../csv/kinds/index.ts'
import { meaningKey } from '../../../csv/profile/mapping.ts'
import { nearestName } from '../../../policy/nearest-name.ts'
import type { Mistake } from '../../../policy/yaml-file.ts'
import type { IsoDate } from '../../../rules/index.ts'

const SECTIONS = ['columns', 'values', 'constants'] as const

/** What no schema sees: names that nothing has, values that no column takes. Of anything, right or wrong. */
export function profileMistakes(value: unknown, today: IsoDate): readonly Mistake[] {
  return entriesOf(value, 'kinds').flatMap(([kind, body]) => {
    const path = ['kinds', kind]
    if (!isKind(kind)) return [{ path, message: noSuch('kind', kind, Object.keys(KINDS)) }]
    const { columns } = KINDS[kind]
    return within(path, [
      ...SECTIONS.flatMap((section) => unknownColumns(section, body, columns)),
      ...headerMistakes(body),
      ...valueMistakes(body, columns, today),
    ])
  })
}

function isKind(name: string): name is keyof typeof KINDS {
  return Object.hasOwn(KINDS, name)
}

function unknownColumns(section: string, body: unknown, columns: Columns): readonly Mistake[] {
  const names = Object.keys(columns)
  return entriesOf(body, section)
    .filter(([name]) => !names.includes(name))
    .map(([name]) => ({ path: [section, name], message: noSuch('column', name, names) }))
}

function headerMistakes(body: unknown): readonly Mistake[] {
  const constants = new Set(entriesOf(body, 'constants').map(([name]) => name))
  return entriesOf(body, 'columns').flatMap(([name, header]) => {
    const path = ['columns', name]
    const isBsn = typeof header === 'string' && isBsnName(header)
    return [
      ...(isBsn ? [{ path, message: 'a BSN is never imported; name another column' }] : []),
      ...(constants.has(name) ? [{ path, message: 'is a constant too; keep one of the two' }] : []),
    ]
  })
}

function valueMistakes(body: unknown, columns: Columns, today: IsoDate): readonly Mistake[] {
  const constants = entriesOf(body, 'constants').map(([name, text]) => ({
    name,
    text,
    path: ['constants', name],
  }))
  const meanings = entriesOf(body, 'values').flatMap(([name, map]) =>
    entriesOf(map).map(([cell, text]) => ({ name, text, path: ['values', name, cell] })),
  )
  const unread = [...constants, ...meanings].flatMap(({ name, text, path }) => {
    const column = columns[name]
    return column && !isRead(column, text, today)
      ? [{ path, message: `${JSON.stringify(text)} is no value of ${name}` }]
      : []
  })
  return [...unread, ...repeatedMeanings(body)]
}

/** What is no text at all, the schema tells. An empty text stands for an empty cell. */
function isRead(column: Column<unknown>, text: unknown, today: IsoDate): boolean {
  if (typeof text !== 'string' && typeof text !== 'number') return true
  const cell = String(text).trim()
  return 'value' in (cell === '' ? column.empty : column.read(cell, today))
}

function repeatedMeanings(body: unknown): readonly Mistake[] {
  return entriesOf(body, 'values').flatMap(([name, map]) => {
    const cells = entriesOf(map).map(([cell]) => cell)
    const keys = cells.map(meaningKey)
    return cells
      .filter((_, at) => keys.indexOf(keys[at] as string) < at)
      .map((cell) => ({ path: ['values', name, cell], message: 'is there twice, in another case' }))
  })
}

function noSuch(what: string, name: string, names: readonly string[]): string {
  const nearest = nearestName(name, names)
  const instead = nearest ? `did you mean ${nearest}?` : `there are ${names.join(', ')}`
  return `there is no ${what} "${name}"; ${instead}`
}

function within(place: readonly string[], mistakes: readonly Mistake[]): readonly Mistake[] {
  return mistakes.map(({ path, message }) => ({ path: [...place, ...path], message }))
}

/** Keys with values, at a key of it or of itself; none where there are none. */
function entriesOf(value: unknown, key?: string): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return key === undefined ? Object.entries(value) : entriesOf((value as Record<string, unknown>)[key])
}
