import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { readHeader } from '../../src/csv/header.ts'
import { findHeader } from '../../src/csv/header-row.ts'
import { KINDS } from '../../src/csv/kinds/index.ts'
import { type Layout, textReader } from '../../src/csv/layout.ts'
import { isRefusal } from '../../src/csv/refusal.ts'
import { openRows, type Row } from '../../src/csv/rows.ts'
import { rowTest } from '../../src/csv/shared-rows.ts'
import { mappingOf, profileDocument } from '../../src/jobs/import/profiles/profile.ts'
import {
  listProfiles,
  loadProfile,
  requireSavable,
  saveProfile,
} from '../../src/jobs/import/profiles/profile-folder.ts'
import { readProfile } from '../../src/jobs/import/profiles/read-profile.ts'
import { temporaryFolder } from '../support/folder.ts'
import { FIXTURES } from './imports.ts'

const TODAY = '2026-11-23'
const PROFILES = join(FIXTURES, 'profiles')

const profileOf = (text: string) => readProfile(text, 'x.yaml', TODAY)

function mistakesIn(text: string): readonly string[] {
  try {
    profileOf(text)
  } catch (error) {
    return (error as Error).message.split('\n')
  }
  return []
}

/** The rows of one kind in the fixture, read by its profile, with these columns. */
async function rowsOf(kind: 'children' | 'contracts', ...names: readonly string[]) {
  const mapping = mappingOf(await loadProfile(PROFILES, 'planning-export', TODAY), kind)
  const rows = openRows(await readFile(join(PROFILES, 'planning-export.csv')), ',')
  const header = findHeader(rows.from(0), KINDS[kind].columns, { mapping }) as Row
  const layout = readHeader(header, KINDS[kind].columns, mapping) as Layout
  if (isRefusal(layout)) throw new Error(layout.message)
  const isOwn = rowTest(layout, KINDS[kind], mapping)
  const own = [...rows.from(header.record + 1)].filter(({ cells }) => isOwn(cells))
  return own.map(({ cells }) => names.map((name) => textReader(layout, name)(cells)))
}

describe('a file of two kinds', () => {
  test('has the children in its rows with a child, each as often as it stands there', async () => {
    expect(await rowsOf('children', 'kindnummer', 'roepnaam', 'locatie', 'groep', 'ouder1_email')).toEqual([
      ['K1', 'Aya', 'Het Kompas', 'Vlinders', 'aya@ouders.example'],
      ['K1', 'Aya', 'Het Kompas', 'Vlinders', 'aya@ouders.example'],
      ['K2', 'Bo', 'Het Kompas', 'Kikkers', 'sam@ouders.example'],
    ])
  })

  test('has the contracts in its rows with a contract, in the words of the planning', async () => {
    expect(
      await rowsOf('contracts', 'contractnummer', 'kindnummer', 'opvangsoort', 'weken', 'maandag'),
    ).toEqual([
      ['C1', 'K1', 'KDV', '52', '07:30-18:30'],
      ['C2', 'K1', 'peuter', '40', ''],
      ['C3', '', 'KDV', '52', ''],
    ])
  })
})

describe('a profile', () => {
  test('says how the file is to be read', () => {
    const text = 'delimiter: tab\nencoding: windows-1252\nheaderLine: 3\nkinds:\n  children: {}\n'
    expect(profileOf(text)).toMatchObject({ delimiter: '\t', encoding: 'windows-1252', headerLine: 3 })
  })

  test('has the name of its file', () => expect(profileOf('kinds:\n  children: {}').name).toBe('x'))

  test('finds a value in any case, and gives numbers as the text that they are', () => {
    const { kinds } = profileOf('kinds:\n  contracts:\n    values:\n      weken:\n        Heel JAAR: 52\n')
    expect(kinds.get('contracts')?.values.get('weken')?.get('heel jaar')).toBe('52')
  })

  test('with one kind asks no row for its key, with two it does', () => {
    const sharedIn = (text: string) => Array.from(profileOf(text).kinds.values(), ({ shared }) => shared)
    expect(sharedIn('kinds:\n  children: {}')).toEqual([false])
    expect(sharedIn('kinds:\n  children: {}\n  contracts: {}')).toEqual([true, true])
  })

  test('of which a kind is asked that it does not know says which it does', () => {
    expect(() => mappingOf(profileOf('kinds:\n  children: {}'), 'contracts')).toThrow(/only of children/)
  })

  test('is shown as JSON with all it says', () => {
    const text =
      'kinds:\n  groups:\n    columns:\n      groep: Naam\n    values:\n      opvangsoort:\n        Dag: KDV\n'
    expect(JSON.parse(JSON.stringify(profileDocument(profileOf(text)))).kinds.groups).toEqual({
      columns: { groep: 'Naam' },
      values: { opvangsoort: { dag: 'KDV' } },
      constants: {},
    })
  })
})

test('all mistakes of a profile are told at once, each with its line', () => {
  const text = `delimiter: ";;"
headerLine: 0
colums: {}
kinds:
  childern: {}
  contracts:
    columns:
      opvangsort: Product
      kindnummer: BSN-nummer
      locatie: Vestiging
    values:
      opvangsoort:
        Dagopvang: KDVV
        dagopvang: KDV
    constants:
      locatie: Het Kompas
      startdatum: morgen
`
  expect(mistakesIn(text).map((line) => line.replace(/^x\.yaml:/, ''))).toEqual([
    expect.stringMatching(/^1: delimiter: must be one character/),
    expect.stringMatching(/^2: headerLine: expected at least 1/),
    expect.stringMatching(/^3: colums: unknown key/),
    expect.stringMatching(/^5: .*did you mean children\?/),
    expect.stringMatching(/^8: .*did you mean opvangsoort\?/),
    expect.stringMatching(/^9: .*a BSN is never imported/),
    expect.stringMatching(/^10: .*is a constant too/),
    expect.stringMatching(/^13: .*"KDVV" is no value of opvangsoort/),
    expect.stringMatching(/^14: .*twice/),
    expect.stringMatching(/^17: .*"morgen" is no value of startdatum/),
  ])
})

test.each(['kinds: children', 'kinds: {}', '- a', '', 'kinds:\n  children:\n    columns: [a]\n'])(
  '%j is no profile, and that is told with its line',
  (text) => expect(mistakesIn(text).join()).toMatch(/^x\.yaml:\d+: /),
)

describe('in the folder of profiles', () => {
  let folder: string

  beforeEach(async () => {
    folder = join(await temporaryFolder(), 'profiles')
  })

  test('there is none before one was saved', async () => {
    expect(await listProfiles(folder, TODAY)).toEqual([])
    await expect(loadProfile(folder, 'x', TODAY)).rejects.toThrow('there is none yet')
  })

  test('a profile is found under the name that it was saved by, and one with mistakes is listed with them', async () => {
    await saveProfile(folder, 'Mijn planning 2.0', 'kinds:\n  children: {}\n', { overwrite: false })
    await writeFile(join(folder, 'broken.yaml'), 'kinds:\n  childern: {}\n')
    await writeFile(join(folder, 'README.md'), 'no profile')
    expect((await loadProfile(folder, 'Mijn planning 2.0', TODAY)).name).toBe('Mijn planning 2.0')
    expect(await listProfiles(folder, TODAY)).toMatchObject([
      { name: 'Mijn planning 2.0', profile: { note: null } },
      { name: 'broken', mistakes: [expect.stringContaining('broken.yaml:2')] },
    ])
  })

  test('a profile is overwritten only when that is asked for', async () => {
    const save = (text: string, overwrite: boolean) => saveProfile(folder, 'a', text, { overwrite })
    const path = await save('one', false)
    await expect(save('two', false)).rejects.toThrow('--overwrite')
    await expect(requireSavable(folder, 'a', { overwrite: false })).rejects.toThrow('--overwrite')
    expect(await readFile(path, 'utf8')).toBe('one')
    await save('two', true)
    expect(await readFile(path, 'utf8')).toBe('two')
  })

  test.each(['../a', 'a/b', '.a', '', 'a\\b', '/etc/passwd', 'a\0', '..'])(
    '%j is no name of a profile',
    async (name) => {
      await expect(loadProfile(folder, name, TODAY)).rejects.toThrow('is no name')
      await expect(saveProfile(folder, name, '', { overwrite: true })).rejects.toThrow('is no name')
    },
  )

  test('a name that is nearly right is met with the right one', async () => {
    await saveProfile(folder, 'planning', 'kinds:\n  children: {}\n', { overwrite: false })
    await expect(loadProfile(folder, 'planing', TODAY)).rejects.toThrow('did you mean planning?')
  })
})
