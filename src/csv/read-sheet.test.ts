import { describe, expect, test } from 'vitest'
import { children } from './kinds/children.ts'
import { groups } from './kinds/groups.ts'
import { locations } from './kinds/locations.ts'
import { faultsOf, recordOf, refusalOf, sheetOf } from './test-kit.ts'

const namesOf = (content: string | Uint8Array) =>
  sheetOf(locations, content).records.map(({ record }) => record.name)

describe('the file', () => {
  test.each([[''], ['\ufeff'], [' \r\n\t\u00a0'], ['sep=;\r\n']])('%j is empty', (content) => {
    expect(refusalOf(locations, content).code).toBe('empty-file')
  })

  test('a stray control character is data, a NUL byte is not', () => {
    const row = 'De Waterlelie aan de Lange Keizersgracht te Amsterdam'
    expect(namesOf(`locatie\n${row}\u000b\u0002x`)).toEqual([`${row}\u000b\u0002x`])
    expect(refusalOf(locations, `locatie\n${row}\0`).code).toBe('nul-bytes')
  })

  test('UTF-16 without a byte-order mark is taken for no text', () => {
    expect(refusalOf(locations, Buffer.from('locatie\nA', 'utf16le')).code).toBe('not-text')
    const workbook = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(100, 'a')])
    expect(refusalOf(locations, workbook)).toMatchObject({
      code: 'not-text',
      message: expect.stringContaining('it is a workbook'),
    })
  })

  test('UTF-16 is read in both orders', () => {
    const bytes = Buffer.from('\ufefflocatie\temail\nŽan\t\n', 'utf16le')
    expect(sheetOf(locations, bytes).assumed).toEqual({ encoding: 'utf-16le', delimiter: '\t' })
    expect(sheetOf(locations, Buffer.from(bytes).swap16()).assumed.encoding).toBe('utf-16be')
    expect(namesOf(Buffer.from(bytes).swap16())).toEqual(['Žan'])
  })

  test('an encoding and a delimiter that are asked for are used', () => {
    const sheet = sheetOf(locations, 'locatie|email\né|\n', { encoding: 'windows-1252', delimiter: '|' })
    expect(sheet.assumed).toEqual({ encoding: 'windows-1252', delimiter: '|' })
    expect(sheet.records[0]?.record.name).toBe('Ã©')
  })

  test('a quote that is never closed is refused with the line where it opens', () => {
    expect(refusalOf(locations, 'sep=;\nlocatie;email\nA;\n"B;\nC;\n')).toMatchObject({
      code: 'unclosed-quote',
      line: 4,
    })
  })

  test('a header without rows is right', () => {
    expect(sheetOf(locations, 'locatie')).toMatchObject({ rows: 0, records: [], findings: [] })
  })
})

describe('the header', () => {
  test('a first line sep=; is no header and no row, but counts as a line', () => {
    for (const first of ['sep=;\r\n', 'SEP=,\n', '"sep=;"\r']) {
      const { assumed, records } = sheetOf(locations, `${first}locatie;telefoon\nA;06\n`)
      expect(assumed.delimiter).toBe(';')
      expect(records).toMatchObject([{ line: 3, record: { name: 'A', phone: '06' } }])
    }
  })

  test('blank lines may stand before it', () => {
    const { assumed, records } = sheetOf(locations, '\n,,\nlocatie,telefoon\nA,06\n')
    expect(assumed.delimiter).toBe(',')
    expect(records).toMatchObject([{ line: 4, record: { name: 'A' } }])
  })

  test('the delimiter is the one that gives the known names, not the most frequent character', () => {
    expect(sheetOf(locations, '"locatie",telefoon,"a;b;c;d"\nA,06,x\n').assumed.delimiter).toBe(',')
  })

  test('names are compared without case, white space around, and space, - and _ taken as equal', () => {
    const header =
      ' KindNummer\u00a0;roepnaam;ACHTERNAAM;geboortedatum;locatie;groep;Ouder1 Voornaam;ouder1-e-notitie'
    const { records, ignoredColumns } = sheetOf(children, `${header}\n1;A;B;01-01-2024;L;G;Eef;x\n`)
    expect(records[0]?.record).toMatchObject({ number: '1', guardians: [{ firstName: 'Eef', email: null }] })
    expect(ignoredColumns).toEqual(['ouder1-e-notitie'])
  })

  test('a required column that is missing is refused, with its name and without any cell', () => {
    const refusal = refusalOf(locations, '999999990;x\n123456782;y\n')
    expect(refusal).toMatchObject({ code: 'missing-column', line: 1 })
    expect(refusal.message).toContain('locatie')
    expect(refusal.message).not.toContain('999999990')
  })

  test('two equal names are refused, of an unknown column too', () => {
    expect(refusalOf(locations, 'locatie;Opmerking 1;opmerking_1\n').code).toBe('duplicate-header')
  })

  test('columns without a name are skipped in silence, whatever they hold', () => {
    const { records, ignoredColumns } = sheetOf(locations, ';locatie; ;telefoon;;\nx;A;y;06;z;\nx;B;y;07\n')
    expect(records.map(({ record }) => [record.name, record.phone])).toEqual([
      ['A', '06'],
      ['B', '07'],
    ])
    expect(ignoredColumns).toEqual([])
  })

  test.each(['bsn', 'BSN', 'burgerservicenummer', 'kind_bsn', 'BSN kind', 'bsn-ouder'])(
    'a column %s is ignored and its values show nowhere',
    (name) => {
      const content = `locatie;${name};email\nA;999999990;a@b.example\nB;123456782;no\nC;111222333\n`
      const sheet = sheetOf(locations, content)
      expect(sheet.ignoredColumns).toEqual([name])
      expect(sheet.rejectedRows).toBe(2)
      expect(JSON.stringify(sheet)).not.toMatch(/999999990|123456782|111222333/)
    },
  )
})

describe('a row', () => {
  test('white space around a cell is dropped, the no-break space too; inside it is data', () => {
    expect(namesOf('locatie\n \u00a0De  Waterlelie\u00a0\t\n')).toEqual(['De  Waterlelie'])
    expect(recordOf(locations, 'locatie;telefoon\nA;" \u00a0 "\n').phone).toBeNull()
  })

  test('missing cells and filled extra cells reject it; empty extra cells do not', () => {
    expect(faultsOf(groups, 'locatie;groep;opvangsoort\nA;B\nA;C;KDV;x\nA;D;KDV;; \u00a0\n')).toEqual([
      '2 - column-count',
      '3 - column-count',
    ])
  })

  test('an ignored column needs its cell as well', () => {
    expect(faultsOf(locations, 'locatie;opmerking\nA\n')).toEqual(['2 - column-count'])
  })

  test('every fault is reported, in the order of the columns', () => {
    const header = 'kindnummer;roepnaam;achternaam;geboortedatum;locatie;groep;ouder1_email;ouder1_gezag\n'
    expect(faultsOf(children, `${header}1;;A;31-02-2024;L;;x;soms\n`)).toEqual([
      '2 roepnaam missing-value',
      '2 geboortedatum invalid-date',
      '2 groep missing-value',
      '2 ouder1_email invalid-email',
      '2 ouder1_gezag invalid-value',
    ])
  })

  test('1,000 characters fit in a cell of a known column, 1,001 do not, an ignored column holds any', () => {
    const [most, more] = ['👶'.repeat(1000), '👶'.repeat(1001)]
    expect(faultsOf(locations, `locatie;telefoon;x\nA;${most};${more}\nB;${more};\n`)).toEqual([
      '3 telefoon value-too-long',
    ])
  })

  test('200 characters fit in a cell that tells rows apart, 201 do not', () => {
    expect(faultsOf(locations, `locatie\n${'👶'.repeat(200)}\n${'👶'.repeat(201)}\n`)).toEqual([
      '3 locatie value-too-long',
    ])
  })

  test('a record of several lines gives its first and its last', () => {
    const { findings } = sheetOf(locations, 'locatie;email\r\n"A\r\nB";x\r\n')
    expect(findings).toMatchObject([{ line: 2, lastLine: 3, column: 'email', value: 'x' }])
  })

  test('a value is shown as written', () => {
    expect(sheetOf(locations, 'locatie;email\nA; x \n').findings[0]?.value).toBe(' x ')
  })
})

describe('the same key twice', () => {
  const header = 'kindnummer;roepnaam;achternaam;geboortedatum;locatie;groep;ouder1_email;ouder1_gezag\n'

  test('counts once when the content is equal after reading', () => {
    const { rows, duplicates, records, findings } = sheetOf(
      children,
      `${header}1;A;B;01-02-2024;L;G;Sia@x.example;ja\n 1;A ;B;2024-02-01;L;G;sia@X.example;JA\n`,
    )
    expect({ rows, duplicates, findings }).toEqual({ rows: 2, duplicates: 1, findings: [] })
    expect(records).toMatchObject([{ line: 2, key: '1' }])
  })

  test('rejects all its rows when one differs, those with another fault too', () => {
    const faults = faultsOf(
      children,
      `${header}1;A;B;1-2-2024;L;G;;\n1;A;B;1-2-2024;L;G;;\n1;A;B;morgen;L;G;;\n01;A;B;1-2-2024;L;G;;\n`,
    )
    expect(faults).toEqual([
      '2 kindnummer duplicate-key',
      '3 kindnummer duplicate-key',
      '4 geboortedatum invalid-date',
      '4 kindnummer duplicate-key',
    ])
  })

  test('with equal faulty content is one rejected row and a duplicate', () => {
    const { duplicates, rejectedRows, findings } = sheetOf(
      children,
      `${header}1;A;B;morgen;L;G;;\n1;A;B; morgen;L;G;;\n`,
    )
    expect({ duplicates, rejectedRows, faults: findings.length }).toEqual({
      duplicates: 1,
      rejectedRows: 1,
      faults: 1,
    })
  })

  test('says nothing about rows without a key or with too few cells', () => {
    expect(
      faultsOf(locations, 'telefoon;locatie\n1;\n2;\nA\nA\n').map((fault) => fault.split(' ')[2]),
    ).toEqual(['missing-value', 'missing-value', 'column-count', 'column-count'])
  })

  test('of several columns is a contradiction of the row as a whole', () => {
    const { findings } = sheetOf(groups, 'locatie;groep;opvangsoort\nA;B/C;KDV\nA;B/C;BSO\nA/B;C;KDV\n')
    expect(findings.map(({ line, column, value }) => [line, column, value])).toEqual([
      [2, null, 'A / B/C'],
      [3, null, 'A / B/C'],
    ])
  })

  test('does not care for columns that are ignored', () => {
    expect(sheetOf(locations, 'locatie;x\nA;1\nA;2\n')).toMatchObject({ duplicates: 1, findings: [] })
  })
})
