import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { KindName } from '../../src/jobs/import/profiles/proposal.ts'
import { propose, withColumns } from '../../src/jobs/import/profiles/propose.ts'
import { readProfile } from '../../src/jobs/import/profiles/read-profile.ts'
import { profileText } from '../../src/jobs/import/profiles/write-profile.ts'
import { runCli } from '../support/cli.ts'
import { temporaryFolder } from '../support/folder.ts'
import { FIXTURES } from './imports.ts'

const TODAY = '2026-11-23'
const EXPORT = join(FIXTURES, 'profiles/planning-export.csv')

const proposalOf = (text: string, kinds?: readonly KindName[]) =>
  propose(Buffer.from(text), kinds ? { kinds } : {}, TODAY)

/** What is proposed for the columns of the one kind, as `column: header (found by)`. */
function columnsOf(text: string, kind: KindName): readonly string[] {
  const [only] = proposalOf(text, [kind]).kinds
  const found = only?.columns.filter(({ header }) => header !== null) ?? []
  return found.map(({ name, header, foundBy }) => `${name}: ${header} (${foundBy})`)
}

describe('a column is found', () => {
  test('by its name, by another name, by its spelling and by its cells', () => {
    const text = 'kindnummer;Voornaam;Stamgrp;Thuis\n1;Aya;Vlinders;a@x.example\n2;Bo;Kikkers;b@x.example\n'
    expect(columnsOf(text, 'children')).toEqual([
      'kindnummer: kindnummer (name)',
      'roepnaam: Voornaam (alias)',
      'groep: Stamgrp (spelling)',
      'ouder1_email: Thuis (values)',
    ])
  })

  test('by its cells when most of them are what the column holds, whatever the words for it', () => {
    const text = 'Nr.;Wat;Sinds\nA;Dagopvang;1-1-2026\nB;Buitenschoolse opvang;2-1-2026\n'
    expect(columnsOf(text, 'contracts')).toEqual(['opvangsoort: Wat (values)', 'startdatum: Sinds (values)'])
  })

  test('by its spelling only when its cells can be what the column holds', () => {
    expect(columnsOf('kindnummer;geboortedata\n1;Aya\n', 'children')).toEqual([
      'kindnummer: kindnummer (name)',
    ])
  })

  test('in the first of two columns with other names for it, as a guess', () => {
    expect(columnsOf('Stamgroep;Basisgroep\na;b\n', 'children')).toEqual(['groep: Stamgroep (several)'])
  })
})

test('a date of birth is no guess for a day of a contract', () => {
  const text = 'Contractnr;Geb.datum\nC1;1-1-2024\n'
  expect(columnsOf(text, 'contracts')).toEqual(['contractnummer: Contractnr (alias)'])
})

test('a file is of the kind whose names it has, and of another when it has all that one needs', async () => {
  const kindsOf = (bytes: Buffer) => propose(bytes, {}, TODAY).kinds.map(({ kind }) => kind)
  expect(kindsOf(await readFile(EXPORT))).toEqual(['contracts'])
  const whole = (await readFile(EXPORT, 'utf8')).replace('Adres thuis', 'Locatie')
  expect(kindsOf(Buffer.from(whole)).toSorted()).toEqual(['children', 'contracts'])
  expect(kindsOf(await readFile(join(FIXTURES, 'planning/children.csv')))).toEqual(['children'])
  expect(kindsOf(await readFile(join(FIXTURES, 'planning/contracts.csv')))).toEqual(['contracts'])
  expect(kindsOf(await readFile(join(FIXTURES, 'locations.csv')))).toEqual(['locations'])
  expect(kindsOf(await readFile(join(FIXTURES, 'groups.csv')))).toEqual(['groups'])
})

test('a file without any known header is asked to be named', () => {
  expect(() => proposalOf('x;y\n1;2\n')).toThrow('--kind')
})

describe('a BSN', () => {
  const text = 'kindnummer;Nr;roepnaam\n123456782;111222333;Aya\n2;1234.56.782;Bo\n3;;Cis\n4;123456789;Dee\n'

  test('is known by its cells, and its column is taken for nothing', () => {
    const { sample } = proposalOf(text, ['children'])
    expect(sample.columns.filter(({ isBsn }) => isBsn)).toEqual([
      { header: 'Nr', shown: [], values: [], isBsn: true },
    ])
  })

  test('is known by its name, whatever its cells', () => {
    const { sample } = proposalOf('kindnummer;BSN kind\n1;geheim\n', ['children'])
    expect(JSON.stringify(sample)).not.toContain('geheim')
  })
})

describe('the values of a column with few words', () => {
  const text =
    'contractnummer;opvangsoort;weken\nC1;Dagopvang;52 weken\nC2;BSO;40\nC3;Voorschoolse opvang;51\nC4;Vakantie;52\n'

  test('get a meaning where one is plain, and none where they have one', () => {
    expect(proposalOf(text, ['contracts']).kinds[0]?.values).toEqual([
      {
        column: 'opvangsoort',
        choices: ['KDV', 'peuter', 'VSO', 'NSO', 'BSO'],
        values: [
          { cell: 'Dagopvang', meaning: 'KDV' },
          { cell: 'Voorschoolse opvang', meaning: 'VSO' },
          { cell: 'Vakantie', meaning: null },
        ],
      },
      {
        column: 'weken',
        choices: ['40', '46', '52'],
        values: [
          { cell: '52 weken', meaning: '52' },
          { cell: '51', meaning: null },
        ],
      },
    ])
  })

  test('are looked for again when another column is chosen', () => {
    const { sample } = proposalOf('Product;Dienst\nx;Dagopvang\n', ['contracts'])
    const chosen = [{ name: 'opvangsoort', required: true, header: 'Dienst', foundBy: 'answer' as const }]
    expect(withColumns('contracts', chosen, sample, TODAY).values[0]?.values).toEqual([
      { cell: 'Dagopvang', meaning: 'KDV' },
    ])
  })
})

describe('the profile of a proposal', () => {
  test('is read as it was written, with the guesses and what is missing told beside it', async () => {
    const { kinds } = propose(await readFile(EXPORT), { kinds: ['children', 'contracts'] }, TODAY)
    const text = profileText(kinds, { delimiter: '\t', headerLine: 3 })
    const profile = readProfile(text, 'x.yaml', TODAY)
    expect(profile).toMatchObject({ delimiter: '\t', headerLine: 3 })
    expect(profile.kinds.get('children')?.columns.get('ouder1_email')).toBe('Adres thuis')
    expect(text).toContain('ouder1_email: Adres thuis # a guess: check it')
    expect(text).toContain('# locatie: not found')
  })

  test('has no cell of the file but those that it gives a meaning', async () => {
    const { kinds } = propose(await readFile(EXPORT), { kinds: ['children', 'contracts'] }, TODAY)
    const text = profileText(kinds, {})
    const cells = ['K1', 'Aya', 'Boer', 'Vlinders', '@', 'C1', '2026', '07:30', '123456782', 'BSN']
    expect(cells.filter((cell) => text.includes(cell))).toEqual([])
  })
})

describe('import map', () => {
  let cwd: string
  const run = (...args: readonly string[]) => runCli(['import', ...args], { cwd })

  beforeEach(async () => {
    cwd = await temporaryFolder()
  })

  test('without a terminal prints the profile and asks nothing', async () => {
    const { code, stdout, stderr } = await run('map', EXPORT)
    expect(code).toBe(0)
    expect(readProfile(stdout, 'x.yaml', TODAY).kinds.get('contracts')?.columns.get('weken')).toBe(
      'Weken p/j',
    )
    expect(stderr).toContain('guessed, check')
    expect(stdout + stderr).not.toContain('123456782')
    expect(await readdir(cwd)).toEqual([])
  })

  test('shows five rows of what it found', async () => {
    const { stderr } = await run('map', EXPORT, '--kind', 'children')
    expect(stderr).toMatch(/roepnaam +Voornaam +another name +Aya +Aya +Bo/)
  })

  test('prints one document with --json', async () => {
    const { stdout } = await run('map', EXPORT, '--kind', 'children', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ headerLine: 3, bsnColumns: ['BSN'], saved: null })
    expect(stdout).not.toContain('Aya')
  })

  test('keeps a profile that is listed and shown, and does not overwrite it unasked', async () => {
    const kinds = ['--kind', 'children,contracts']
    expect((await run('map', EXPORT, '--save', 'planning', ...kinds)).code).toBe(0)
    const again = await run('map', EXPORT, '--save', 'planning')
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('--overwrite')])
    expect((await run('map', EXPORT, '--save', 'planning', '--overwrite', ...kinds)).code).toBe(0)
    expect((await run('profiles')).stdout).toMatch(/planning +children, contracts/)
    expect(JSON.parse((await run('profiles', '--json')).stdout).profiles).toHaveLength(1)
    expect((await run('profiles', 'show', 'planning')).stdout).toBe(
      await readFile(join(cwd, 'import-profiles/planning.yaml'), 'utf8'),
    )
    expect(JSON.parse((await run('profiles', 'show', 'planning', '--json')).stdout).name).toBe('planning')
  })

  test('saves nothing in a dry run', async () => {
    expect((await run('map', EXPORT, '--save', 'planning', '--dry-run')).stdout).toContain('kinds:')
    expect(await readdir(cwd)).toEqual([])
  })

  test.each([
    ['a kind that is none', ['map', EXPORT, '--kind', 'childern'], '--kind'],
    ['a line without a row', ['map', EXPORT, '--header-line', '2'], '--header-line'],
    ['a line that is none', ['map', EXPORT, '--header-line', 'x'], '--header-line'],
    ['a name that is a path', ['map', EXPORT, '--save', '../x'], '../x'],
    ['a file that is not there', ['map', 'nowhere.csv'], 'nowhere.csv'],
    ['a profile that is not there', ['profiles', 'show', 'x'], 'x'],
    ['a word that is no command', ['profiles', 'remove'], 'remove'],
  ])('refuses %s in a sentence', async (_what, args, word) => {
    const { code, stdout, stderr } = await run(...args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(word)
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  test('refuses a file that is empty or no text', async () => {
    await writeFile(join(cwd, 'empty.csv'), '\ufeff\n')
    await writeFile(join(cwd, 'binary.csv'), Buffer.alloc(100))
    expect((await run('map', 'empty.csv')).code).toBe(2)
    expect((await run('map', 'binary.csv')).code).toBe(2)
  })
})
