import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { undoImport } from '../../src/jobs/import/undo/undo-import.ts'
import { momentAtWall } from '../../src/rules/index.ts'
import { child, HEADER } from './families.ts'
import { fixture, type Imports, importOrganisation, openImports, placesOf } from './imports.ts'

const RUN = { at: momentAtWall('2026-11-23 10:00'), dryRun: false, elapsed: () => 0 }

let imports: Imports
beforeAll(async () => {
  imports = await openImports()
})
afterAll(() => imports.close())
beforeEach(async () => {
  await imports.clear()
  await importOrganisation(imports)
})

/** The tables without ids, which a row that comes back has anew. */
async function people(): Promise<string> {
  const rows = await imports.rows(`
    select child.number, child.first_name, child.infix, child.last_name, child.born, child.group_id,
      place.position, place.custody, guardian.first_name as guardian, guardian.email, guardian.phone
    from children child
    left join child_guardians place on place.child_id = child.id
    left join guardians guardian on guardian.id = place.guardian_id
    order by child.number, place.position`)
  const contracts = await imports.rows(
    'select number, group_id, care_type, first_day, last_day, weeks, days from contracts order by number',
  )
  return JSON.stringify([rows, contracts], null, 1)
}

async function lastRun(): Promise<string> {
  const [run] = await imports.rows(
    `select id from job_runs where job like 'import-%' order by ctid desc limit 1`,
  )
  return String(run?.id)
}

test('an import that is undone leaves what was there before it', async () => {
  await imports.run('children', await fixture('planning/children.csv'))
  await imports.run('contracts', await fixture('planning/contracts.csv'))
  const before = await people()
  await imports.run('children', await fixture('update/children.csv'))
  const childrenRun = await lastRun()
  await imports.run('contracts', await fixture('update/contracts.csv'))
  expect(await people()).not.toBe(before)
  await undoImport(imports.store, await lastRun(), RUN)
  const whole = await imports.everything()
  const rehearsed = await undoImport(imports.store, childrenRun, { ...RUN, dryRun: true })
  expect(await imports.everything()).toBe(whole)
  const { report } = await undoImport(imports.store, childrenRun, RUN)
  expect(rehearsed.report).toEqual(report)
  expect(report).toMatchObject({ removed: 6, restored: 9 })
  expect(await people()).toBe(before)
})

test('an import that is undone and done again gives the same', async () => {
  await imports.run('children', await fixture('planning/children.csv'))
  const first = await people()
  await undoImport(imports.store, await lastRun(), RUN)
  expect(await imports.rows('select number from children')).toEqual([])
  expect(await imports.rows('select id from guardians')).toEqual([])
  await imports.run('children', await fixture('planning/children.csv'))
  expect(await people()).toBe(first)
})

test('contracts that a full file ended are in force again', async () => {
  await imports.run('children', await fixture('planning/children.csv'))
  await imports.run('contracts', await fixture('planning/contracts.csv'))
  const before = await people()
  const rows = Buffer.from(await fixture('planning/contracts.csv'))
    .toString('latin1')
    .split('\r\n')
  const { ended } = await imports.run('contracts', Buffer.from(rows.slice(0, 120).join('\r\n'), 'latin1'), {
    full: true,
  })
  expect(ended).toBeGreaterThan(10)
  await undoImport(imports.store, await lastRun(), RUN)
  expect(await people()).toBe(before)
})

test('an import on which another builds is not undone', async () => {
  await imports.run('children', await fixture('planning/children.csv'))
  const first = await lastRun()
  await imports.run('contracts', await fixture('planning/contracts.csv'))
  const before = await imports.everything()
  await expect(undoImport(imports.store, first, RUN)).rejects.toThrow(
    /something newer builds on .*\(contracts\)/,
  )
  await expect(undoImport(imports.store, first, { ...RUN, dryRun: true })).rejects.toThrow('builds on')
  expect(await imports.everything()).toBe(before)
})

test('an import whose rows a later one changed is not undone before that one', async () => {
  await imports.run('children', await fixture('planning/children.csv'))
  const first = await lastRun()
  await imports.run('children', await fixture('update/children.csv'))
  await expect(undoImport(imports.store, first, RUN)).rejects.toThrow(/undo that one first/)
})

test('a row that was changed by hand since is not overwritten', async () => {
  await imports.run('children', await fixture('planning/children.csv'))
  await imports.run('children', await fixture('update/children.csv'))
  await imports.rows(`update children set last_name = 'Anders' where number = '001065'`)
  await expect(undoImport(imports.store, await lastRun(), RUN)).rejects.toThrow(
    /children 001065 was changed since/,
  )
})

test.each([
  ['a child', `update children set first_name = 'Anders' where number = '1'`, /children 1 was changed/],
  ['its guardian', `update guardians set phone = '07'`, /children 1 was changed/],
  ['a contract', `update contracts set last_day = '2027-01-01'`, /contracts C1 was changed/],
])(
  'a row that an import brought in and somebody changed since is not taken away: %s',
  async (_, edit, told) => {
    await imports.lines('children', HEADER, child('1', ADA))
    const run = await lastRun()
    await imports.lines('contracts', CONTRACT, contract('C1', '01-01-2026;'))
    await imports.rows(edit)
    const contracts = undoImport(imports.store, await lastRun(), RUN)
    if (edit.includes('contracts')) return expect(contracts).rejects.toThrow(told)
    await contracts
    return expect(undoImport(imports.store, run, RUN)).rejects.toThrow(told)
  },
)

test('an import is undone once', async () => {
  await imports.run('children', await fixture('planning/children.csv'))
  const run = await lastRun()
  await undoImport(imports.store, run, RUN)
  await expect(undoImport(imports.store, run, RUN)).rejects.toThrow('was undone already')
})

test('an import that changed nothing has nothing to undo', async () => {
  await imports.run('children', await fixture('planning/children.csv'))
  await imports.run('children', await fixture('planning/children.csv'))
  await expect(undoImport(imports.store, await lastRun(), RUN)).rejects.toThrow('changed nothing')
})

const ADA = 'Ada;Bos;ada@example.org;01;ja'
const ADALINE = 'Adaline;Bosch;ada@example.org;09;ja'

test('a guardian whom the row of a brother or sister renames is told, shown, and undone', async () => {
  await imports.lines('children', HEADER, child('1', ADA))
  const before = await people()
  const file = [HEADER, child('2', ADALINE)].join('\n')
  const { changes } = await imports.run('children', file, { dryRun: true })
  expect(changes).toMatchObject([
    {
      kind: 'guardians',
      cells: [
        { column: 'voornaam', from: 'Ada', to: 'Adaline' },
        { column: 'achternaam', from: 'Bos', to: 'Bosch' },
        { column: 'telefoon', from: '01', to: '09' },
      ],
    },
  ])
  expect(placesOf(await imports.run('children', file))).toEqual([
    '2 ouder1_achternaam guardian-differs',
    '2 ouder1_telefoon guardian-differs',
  ])
  expect(placesOf(await imports.run('children', file))).toEqual([])
  const [, renamed] = await runs()
  const { report } = await undoImport(imports.store, String(renamed?.id), RUN)
  expect(report).toMatchObject({ removed: 1, restored: 1 })
  expect(await people()).toBe(before)
})

test('a guardian whom a child is given in another place is restored with the child', async () => {
  await imports.lines('children', HEADER, child('1', ADA), child('2', 'Carl;Bos;;;ja'))
  const before = await people()
  await imports.lines('children', HEADER, child('2', ADALINE))
  await undoImport(imports.store, await lastRun(), RUN)
  expect(await people()).toBe(before)
})

test('a guardian whom somebody corrected after an import is not overwritten', async () => {
  await imports.lines('children', HEADER, child('1', ADA))
  await imports.lines('children', HEADER, child('2', ADALINE))
  await imports.rows(`update guardians set phone = '07'`)
  await expect(undoImport(imports.store, await lastRun(), RUN)).rejects.toThrow(/guardians \d+ was changed/)
})

/** The imports of children, the first first. */
const runs = () => imports.rows(`select id from job_runs where job = 'import-children' order by ctid`)

test('an address that changes back is counted, since the links that were sent are dead', async () => {
  await imports.lines('children', HEADER, child('1', ADA))
  await imports.lines('children', HEADER, child('1', ADA.replace('ada@', 'new@')))
  const { report } = await undoImport(imports.store, await lastRun(), RUN)
  expect(report).toMatchObject({ restored: 1, addresses: 1 })
})

describe('what a guardian signs in with', () => {
  const addAccount = () =>
    imports.rows(`insert into accounts (guardian_id, state, password_hash)
      select id, 'active', 'x' from guardians where email is not null`)

  test('stays with an active account when an address would change back', async () => {
    await imports.lines('children', HEADER, child('1', ADA))
    await imports.lines('children', HEADER, child('1', ADA.replace('ada@', 'new@')))
    await addAccount()
    await expect(undoImport(imports.store, await lastRun(), RUN)).rejects.toThrow(
      /guardian \d+ has an active account since, and would sign in with another address/,
    )
    expect(await imports.rows('select email from guardians')).toEqual([{ email: 'new@example.org' }])
  })

  test('is not left without a child', async () => {
    await imports.lines('children', HEADER, child('1', ADA))
    const [first] = await runs()
    await addAccount()
    await expect(undoImport(imports.store, String(first?.id), RUN)).rejects.toThrow('no child left')
    await imports.lines('children', HEADER, child('2', ADA))
    await undoImport(imports.store, await lastRun(), RUN)
    expect(await imports.rows('select number from children')).toEqual([{ number: '1' }])
  })

  test('is not left without a child that it was given', async () => {
    await imports.lines('children', HEADER, child('1', 'Carl;Bos;carl@example.org;;ja'))
    await imports.lines('children', HEADER, child('1', ADA))
    await addAccount()
    await expect(undoImport(imports.store, await lastRun(), RUN)).rejects.toThrow('no child left')
  })
})

test('an account with a password is not taken away, one without is', async () => {
  await imports.lines('children', HEADER, child('1', ADA))
  await imports.lines('accounts', 'email', 'ada@example.org')
  await imports.rows(`update accounts set password_hash = 'x'`)
  await expect(undoImport(imports.store, await lastRun(), RUN)).rejects.toThrow(
    /guardian \d+ has set a password since/,
  )
  await imports.rows(`update accounts set password_hash = null`)
  await undoImport(imports.store, await lastRun(), RUN)
  expect(await imports.rows('select * from accounts')).toEqual([])
})

const CONTRACT = 'contractnummer;kindnummer;opvangsoort;locatie;groep;startdatum;einddatum;weken;maandag'
const contract = (number: string, period: string) =>
  `${number};1;KDV;De Waterlelie;Vlinders;${period};52;08:00-18:00`

describe('contracts on which something builds', () => {
  const ask = (state: string, askedAt: string) =>
    imports.rows(`insert into requests
      (id, child_id, kind, date, ask, asked_at, asked_by, because, state, verdict, consequences, policy_name, policy_from)
      select gen_random_uuid(), id, 'absence', '2026-11-30', '{}', '${askedAt}', 'staff', 'phoned', '${state}', '{}', '{}',
        'x', '2026-01-01' from children`)

  test('stay when the child has a request since that stands', async () => {
    await imports.lines('children', HEADER, child('1', ADA))
    await imports.lines('contracts', CONTRACT, contract('C1', '01-01-2026;'))
    await ask('granted', '2026-11-23 08:00+01')
    await ask('declined', '2026-11-23 09:30+01')
    const run = await lastRun()
    await imports.lines('contracts', CONTRACT, contract('C1', '01-02-2026;'))
    await undoImport(imports.store, await lastRun(), RUN)
    await ask('granted', '2026-11-23 09:30+01')
    await expect(undoImport(imports.store, run, RUN)).rejects.toThrow(/child 1 has a request since/)
    expect(await imports.rows('select number from contracts')).toEqual([{ number: 'C1' }])
  })

  test.each([
    ['a changed contract', [CONTRACT, contract('C1', '01-01-2026;22-11-2026')], false],
    ['one that a full file ended', [CONTRACT], true],
  ])('do not come to overlap what came since: %s', async (_, file, full) => {
    await imports.lines('children', HEADER, child('1', ADA))
    await imports.lines('contracts', CONTRACT, contract('C1', '01-01-2026;'))
    await imports.run('contracts', file.join('\n'), { full })
    const ended = await lastRun()
    await imports.lines('contracts', CONTRACT, contract('C2', '23-11-2026;'))
    const before = await imports.everything()
    await expect(undoImport(imports.store, ended, RUN)).rejects.toThrow(
      'contract C1 would share care days with C2, which came since',
    )
    expect(await imports.everything()).toBe(before)
  })
})
