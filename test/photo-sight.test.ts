import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCli } from './support/cli.ts'
import { temporaryFolder } from './support/folder.ts'
import { type Database, freshDatabase, queryIn } from './support/postgres.ts'

const SAMPLES = join(import.meta.dirname, '../src/media/samples')
const ORGANISATION = join(import.meta.dirname, '../fixtures/organisation')
const AT = ['--at', '2026-03-02 09:00']

let database: Database
let cwd: string

function run(...args: readonly string[]) {
  return runCli([...args, ...AT], { cwd, env: { DATABASE_URL: database.url } })
}

async function json(...args: readonly string[]) {
  const { stdout, stderr } = await run(...args, '--json')
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout)
}

const query = (statement: string) => queryIn(database, statement)

beforeAll(async () => {
  database = await freshDatabase()
  cwd = await temporaryFolder()
  for (const kind of ['locations', 'groups', 'children', 'contracts', 'consents']) {
    await run('import', kind, join(ORGANISATION, `${kind}.csv`))
  }
  await mkdir(join(cwd, 'fotos/maart'), { recursive: true })
  for (const [name, target] of [
    ['camera.jpg', 'alleen.jpg'],
    ['camera.png', 'niemand.png'],
    ['phone.webp', 'maart/samen.webp'],
    ['phone.mov', 'VID_20260112_101500.mov'],
  ] as const) {
    await copyFile(join(SAMPLES, name), join(cwd, 'fotos', target))
  }
  await writeFile(
    join(cwd, 'tags.csv'),
    'bestand;kindnummers;groep\nalleen.jpg;0301;Het Anker/Zeepaardjes\nsamen.webp;0301 0305;Het Anker/Zeepaardjes\n',
  )
}, 300_000)
afterAll(() => database.drop())

test('a folder goes in with its tags, once, and what has none is listed', async () => {
  const { code, stdout } = await run('import', 'photos', 'fotos', '--tags', 'tags.csv')
  expect(code, stdout).toBe(0)
  expect(stdout).toContain('4 rows: 4 new, 0 changed, 0 unchanged, 0 duplicate, 0 rejected.')
  expect(stdout).toContain('2 files without a row in the tags: no children are on them yet')
  const again = await run('import', 'photos', 'fotos', '--tags', 'tags.csv')
  expect(again.stdout).toContain('Nothing changes: what the file says is stored already.')
  const { photos } = await json('photo', 'list', '--untagged')
  expect(photos.map((photo: { fileName: string }) => photo.fileName)).toEqual([
    'niemand.png',
    'VID_20260112_101500.mov',
  ])
}, 300_000)

test('each guardian sees the own child, and the child of others only with consent', async () => {
  const alone = await json('photo', 'who', 'alleen.jpg')
  const seeing = alone.guardians.filter((one: { seen: boolean }) => one.seen)
  expect(seeing.length).toBeGreaterThan(0)
  expect(seeing.every((one: { own: string[] }) => one.own.join() === '0301')).toBe(true)
  const group = alone.guardians.filter((one: { seen: boolean }) => !one.seen)
  expect(group.length).toBeGreaterThan(0)
  const broken = group[0].reasons.filter((reason: { held: boolean }) => !reason.held)
  expect(broken.map((reason: { rule: string }) => reason.rule)).toContain('photo.tagged')
  expect(alone.others).toBeGreaterThan(0)
  const together = await json('photo', 'who', String(alone.photo.id + 1))
  expect(together.photo.children).toBe(2)
})

test('nothing of a family is told but the numbers of its own children', async () => {
  const { stdout } = await run('photo', 'who', 'samen.webp')
  expect(stdout).toMatch(
    /Guardian \d+ \(through 0301\): (sees it|does not see it)\.\n {2}holds {2}LK-13 photo\.tagged/,
  )
  expect(stdout).toMatch(/\d+ guardians of other groups: not seen \[LK-14 photo\.same-group\]/)
  expect(stdout).not.toMatch(/@|Lotte|Eva/)
})

test('a photo is tagged and untagged by hand, once each, with a row in the audit; a dry run changes nothing', async () => {
  const tagged = async () => (await json('photo', 'who', 'niemand.png')).photo.children
  expect((await run('photo', 'tag', 'niemand.png', '0301', '0305', '--dry-run')).stdout).toMatch(
    /^Would tag 0301, 0305 on photo \d+, niemand\.png; 2 tagged on it then\.$/m,
  )
  expect(await tagged()).toBe(0)
  await run('photo', 'tag', 'niemand.png', '0301', '0305')
  expect(await tagged()).toBe(2)
  expect((await run('photo', 'tag', 'niemand.png', '0305')).stdout).toContain('Nothing changes')
  await run('photo', 'untag', 'niemand.png', '0301', '0305')
  expect(await tagged()).toBe(0)
  const rows = await query(`select action, details->'children' as children from audit
    where action in ('children tagged', 'children untagged') order by action`)
  expect(rows).toEqual([
    { action: 'children tagged', children: ['0301', '0305'] },
    { action: 'children untagged', children: ['0301', '0305'] },
  ])
})

test('a list for a guardian has the photos of the own child, with the answer for each', async () => {
  const { guardians } = await json('photo', 'who', 'samen.webp')
  const { guardian } = guardians.find((one: { own: string[] }) => one.own.includes('0301'))
  const { photos } = await json('photo', 'list', '--guardian', String(guardian))
  expect(photos.map((photo: { fileName: string }) => photo.fileName)).toEqual([
    'alleen.jpg',
    'maart/samen.webp',
  ])
  expect(photos[0].seen).toBe(true)
  const { stdout } = await run('photo', 'list', '--guardian', String(guardian))
  expect(stdout).not.toContain('samen.webp')
  expect((await json('photo', 'list', '--child', '0305')).photos).toHaveLength(1)
})

test.each([
  [
    ['photo', 'tag', 'alleen.jpg', '301x'],
    /no child with number "301x"; near it are 0301 .*\nNothing was changed/,
  ],
  [['photo', 'who', 'weg.jpg'], /There is no photo "weg\.jpg"/],
  [['photo', 'list', '--child', '9999'], /no child with number "9999"/],
  [['photo', 'list', '--guardian', '99999'], /There is no guardian 99999 with a child/],
  [['photo', 'list', '--guardian', 'Eva'], /--guardian "Eva" is no number/],
  [
    ['import', 'photos', 'tags.csv', '--tags', 'tags.csv'],
    /--tags goes with a folder or a ZIP: tags\.csv is neither/,
  ],
  [['import', 'photos', 'fotos', '--folder', '.'], /--folder goes with tags: fotos has the photos itself/],
  [['diary', 'add', '0301', '--date', '2026-03-02', '--text', 'x'], /An entry has one writer/],
  [['diary', 'add', '0301', '--date', '2026-03-09', '--author', 'Ilse', '--text', 'x'], /lies after today/],
  [
    ['diary', 'add', '9999', '--date', '2026-03-02', '--author', 'Ilse', '--text', 'x'],
    /no child with number "9999"/,
  ],
  [
    ['diary', 'add', '0301', '--date', '2026-03-02', '--author', 'Ilse', '--text', ' '],
    /--text says nothing/,
  ],
  [
    ['diary', 'add', '0301', '--date', '2026-03-02', '--guardian', '99999', '--text', 'x'],
    /is no guardian of child 0301/,
  ],
  [
    ['diary', 'add', '0301', '--date', '2026-03-02', '--author', 'Ilse', '--text', 'x', '--photo', 'weg.jpg'],
    /There is no photo "weg\.jpg"/,
  ],
])('%j is a mistake, told in a sentence', async (args, sentence) => {
  const { code, stderr } = await run(...args)
  expect(code).toBe(2)
  expect(stderr).toMatch(sentence)
  expect(stderr).not.toMatch(/\n\s+at /)
})

test('an entry of staff goes into the diary once, with emoji, line breaks and photos by any of their names', async () => {
  const text = 'Lekker gespeeld 👩‍👧‍👦🏳️‍🌈\n\nen geslapen'
  const add = () =>
    runCli(
      [
        'diary',
        'add',
        '0301',
        '--date',
        '02-03-2026',
        '--author',
        'Ilse',
        '--text',
        '-',
        '--photo',
        'samen.webp',
        ...AT,
      ],
      {
        cwd,
        env: { DATABASE_URL: database.url },
        input: `${text}\n`,
      },
    )
  expect(await add()).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Added the entry, with 1 photo\.\n/),
  })
  expect((await add()).stdout).toMatch(/^Nothing changes: the entry is there already\./)
  const rows = await query('select text, guardian_id from diary_entries')
  expect(rows).toEqual([{ text, guardian_id: null }])
})

test('an entry of a guardian has the name of the guardian, and a dry run adds none', async () => {
  const { guardians } = await json('photo', 'who', 'alleen.jpg')
  const { guardian } = guardians.find((one: { own: string[] }) => one.own.includes('0301'))
  const add = [
    'diary',
    'add',
    '0301',
    '--date',
    '2026-03-01',
    '--guardian',
    String(guardian),
    '--text',
    'Thuis ook',
  ]
  expect((await run(...add, '--dry-run')).stdout).toMatch(/^Would add the entry/)
  await run(...add)
  const [entry, ...more] = await query(
    `select author, first_name from diary_entries join guardians g on g.id = guardian_id where text = 'Thuis ook'`,
  )
  expect(more).toEqual([])
  expect(String(entry?.author)).toContain(String(entry?.first_name))
})

test('a photo that is removed by hand is nowhere any more, and its file waits to be removed', async () => {
  const copy = join(cwd, 'weg')
  await mkdir(copy)
  await copyFile(join(SAMPLES, 'progressive.jpg'), join(copy, 'weg_20260112_1015.jpg'))
  await run('import', 'photos', 'weg')
  const entry = ['--date', '2026-03-01', '--author', 'Ilse', '--text', 'Weg ermee']
  await run('diary', 'add', '0301', ...entry, '--photo', 'weg_20260112_1015.jpg')
  const remove = (...flags: readonly string[]) => run('photo', 'remove', 'weg_20260112_1015.jpg', ...flags)
  expect((await remove('--dry-run')).stdout).toMatch(/^Would remove photo \d+, .*, in 1 entry of a diary\.$/m)
  expect((await remove()).code).toBe(2)
  expect((await remove('--yes')).code).toBe(0)
  expect((await run('photo', 'who', 'weg_20260112_1015.jpg')).code).toBe(2)
  const [removed] = await query(`select details->>'because' as because, count(r.sha256)::int as waiting
    from audit left join photo_removals r on r.sha256 = details->>'sha256' where action = 'photo removed' group by 1`)
  expect(removed).toEqual({ because: 'by-hand', waiting: 1 })
})
