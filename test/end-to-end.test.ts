import { cp } from 'node:fs/promises'
import { resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCli } from './support/cli.ts'
import { temporaryFolder } from './support/folder.ts'
import { freshDatabase } from './support/postgres.ts'

/*
 * The whole line through the product, from CSV files to a departure ZIP, by the command line alone, on
 * the embedded database and on PostgreSQL: each step's report is looked at, and both give the same.
 */
const organisation = resolve(import.meta.dirname, '../fixtures/organisation')
const phoned = ['--because', 'guardian phoned']

interface Step {
  readonly code: number | null
  readonly report: Record<string, unknown> & { counts: Record<string, number>; verdict: { outcome: string } }
}

type Life = Readonly<Record<string, Step>>

const steps: readonly (readonly [name: string, moment: string, ...args: string[]])[] = [
  ['locations', '2026-03-02 06:00', 'import', 'locations', 'locations.csv'],
  ['groups', '2026-03-02 06:00', 'import', 'groups', 'groups.csv'],
  ['closures', '2026-03-02 06:00', 'import', 'closures', 'closures.csv'],
  ['holidays', '2026-03-02 06:00', 'import', 'school-holidays', 'school-holidays.csv'],
  ['children', '2026-03-02 06:00', 'import', 'children', 'children.csv'],
  ['children again', '2026-03-02 06:01', 'import', 'children', 'children.csv'],
  ['contracts', '2026-03-02 06:00', 'import', 'contracts', 'contracts.csv'],
  ['contracts again', '2026-03-02 06:01', 'import', 'contracts', 'contracts.csv'],
  ['accounts', '2026-03-02 06:00', 'import', 'accounts', 'accounts.csv'],
  ['consents', '2026-03-02 06:00', 'import', 'consents', 'consents.csv'],
  ['photos', '2026-03-02 06:00', 'import', 'photos', 'photos.csv', '--folder', 'photos'],
  ['photos again', '2026-03-02 06:01', 'import', 'photos', 'photos.csv', '--folder', 'photos'],
  ['diary', '2026-03-02 06:00', 'import', 'diary', 'diary.csv'],
  ['diary again', '2026-03-02 06:01', 'import', 'diary', 'diary.csv'],
  ['activate', '2026-03-02 06:02', 'activate'],
  ['activate again', '2026-03-02 06:03', 'activate'],
  ['absence in time', '2026-03-02 07:29', 'absence', '0101', '2026-03-02', ...phoned],
  ['absence too late', '2026-03-02 07:31', 'absence', '0102', '2026-03-02', ...phoned],
  ['credits', '2026-03-02 08:00', 'credits', 'list'],
  [
    'swap',
    '2026-03-02 10:00',
    'request',
    'swap',
    '0101',
    '--give',
    '2026-03-12',
    '--take',
    '2026-05-15',
    ...phoned,
  ],
  ['extra', '2026-03-06 16:00', 'request', 'extra', '0101', '2026-03-25', ...phoned],
  ['flag on Tuesday', '2026-03-10 23:59', 'job', 'run', 'flag-unanswered'],
  ['flag on Wednesday', '2026-03-11 06:00', 'job', 'run', 'flag-unanswered'],
  ['flag again', '2026-03-11 06:01', 'job', 'run', 'flag-unanswered', '--again'],
  ['expire too early', '2026-04-01 23:59', 'job', 'run', 'expire-credits'],
  ['expire', '2026-04-02 03:10', 'job', 'run', 'expire-credits'],
  ['expire again', '2026-04-02 03:11', 'job', 'run', 'expire-credits', '--again'],
  ['export', '2026-03-09 12:00', 'export', '0301'],
  ['export again', '2026-03-09 12:05', 'export', '0301'],
]

async function live(database: string, prepare: (cwd: string) => Promise<void>): Promise<Life> {
  const cwd = await temporaryFolder()
  await cp(organisation, cwd, { recursive: true })
  await prepare(cwd)
  const life: Record<string, Step> = {}
  for (const [name, moment, ...args] of steps) {
    const { code, stdout, stderr } = await runCli(
      [...args, '--at', moment, '--json', '--database', database],
      { cwd },
    )
    if (!stdout) throw new Error(`${name}: nothing on standard output, and on the other: ${stderr}`)
    life[name] = { code, report: JSON.parse(withoutChance(stdout, cwd)) }
  }
  return life
}

/** Ids are drawn, and folders are the test's own. */
function withoutChance(text: string, cwd: string): string {
  return text.replaceAll(cwd, '.').replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'an-id')
}

let embedded: Life
let server: Life

beforeAll(async () => {
  const { url, drop } = await freshDatabase()
  try {
    const nothing = async () => {}
    embedded = await live('pglite:./data', nothing)
    server = await live(url, nothing)
  } finally {
    await drop()
  }
}, 600_000)

const step = (name: string): Step => embedded[name] as Step

test('PostgreSQL and the embedded database give the same reports, step by step', () => {
  expect(server).toEqual(embedded)
})

describe('the imports', () => {
  test('three bad rows among the children are named and the rest goes in', () => {
    expect(step('children').code).toBe(3)
    expect(step('children').report).toMatchObject({ rejected: 3 })
  })

  test.each(['locations', 'groups', 'contracts', 'accounts', 'consents', 'photos', 'diary'])(
    'all rows of %s go in',
    (name) => {
      const { code, report } = step(name)
      expect(code).toBe(0)
      expect(report.created).toBe(report.rows)
    },
  )

  test.each(['children', 'contracts', 'photos', 'diary'])('a second run of %s changes nothing', (name) => {
    expect(step(`${name} again`).report).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: step(name).report.created,
    })
  })
})

describe('the invitations', () => {
  test('nine guardians get a mail', () => {
    expect(step('activate').report.mails).toMatchObject({ planned: 9, sent: 9 })
  })

  test('a second run sends nothing', () => {
    expect(step('activate again').report.mails).toMatchObject({ planned: 0, sent: 0 })
  })
})

describe('the requests', () => {
  test('an absence reported at 07:29 earns a credit and one at 07:31 does not', () => {
    expect(step('absence in time').report.verdict).toMatchObject({
      consequences: { earns: [{ expiresOn: '2026-04-01' }] },
    })
    expect(step('absence too late').report.verdict).toMatchObject({
      outcome: 'allowed',
      consequences: { earns: [] },
    })
    expect(step('credits').report.credits).toEqual([
      expect.objectContaining({ child: '0101', state: 'usable' }),
    ])
  })

  test('a swap that breaks two rules is refused with both, and with days that are possible', () => {
    const { code, report } = step('swap')
    const verdict = report.verdict as unknown as {
      reasons: { rule: string; held: unknown }[]
      alternatives: unknown[]
    }
    const broken = verdict.reasons.filter(({ held }) => held === false).map(({ rule }) => rule)
    expect(code).toBe(1)
    expect(broken).toEqual(['day.open', 'swap.horizon'])
    expect(verdict.alternatives).toHaveLength(3)
  })
})

describe('the night', () => {
  test('a request of Friday is flagged by the first run on Wednesday, once', () => {
    expect(step('extra').report).toMatchObject({ state: 'open', answerDue: '2026-03-10' })
    const flagged = (name: string) => step(name).report.counts.flagged
    expect(['flag on Tuesday', 'flag on Wednesday', 'flag again'].map(flagged)).toEqual([0, 1, 0])
  })

  test('a credit expires the day after its last day, once', () => {
    const expired = (name: string) => step(name).report.counts.expired
    expect(['expire too early', 'expire', 'expire again'].map(expired)).toEqual([0, 1, 0])
  })
})

describe('the departure export', () => {
  test('each guardian with custody gets a ZIP, and what is left out is counted', () => {
    const { code, report } = step('export')
    expect(code).toBe(0)
    expect(report.files).toEqual([
      expect.objectContaining({
        guardian: 1,
        leftOut: expect.objectContaining({ 'consent-missing': 4, untagged: 2 }),
      }),
      expect.objectContaining({ guardian: 2 }),
    ])
  })

  test('an unchanged export is not made again', () => {
    expect(step('export again').report.files).toEqual([
      expect.objectContaining({ unchanged: true }),
      expect.objectContaining({ unchanged: true }),
    ])
  })
})
