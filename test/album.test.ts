import { execFileSync } from 'node:child_process'
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { writeArchive } from '../src/archive/write-archive.ts'
import { openFileStore } from '../src/media/file-store.ts'
import { BROWSER, type PageView, viewPage } from './support/browser.ts'
import { runCli } from './support/cli.ts'
import { temporaryFolder } from './support/folder.ts'
import { freshDatabase } from './support/postgres.ts'
import { isThere, ZIP_JUDGES } from './support/programs.ts'
import { unpack } from './support/unpack.ts'

/*
 * The departure ZIP of Lotte (0301), made of the fixtures by the command line, before judges that know nothing of us:
 * three programs that test a ZIP, and a browser that opens its pages from disk.
 */
const organisation = resolve(import.meta.dirname, '../fixtures/organisation')
const camera = resolve(import.meta.dirname, '../src/media/samples/camera.jpg')

let zips: readonly string[]
let album: string

beforeAll(async () => {
  const { url, drop } = await freshDatabase()
  const cwd = await temporaryFolder()
  const settings = join(cwd, 'ouderportaal.yaml')
  await writeFile(settings, `media: ${cwd}/media\nexports: ${cwd}/exports\n`)
  const run = async (...args: string[]) => {
    const common = ['--at', '2026-03-09 12:00', '--json', '--database', url, '--config', settings]
    const { stdout, stderr } = await runCli([...args, ...common], { cwd: organisation })
    if (!stdout) throw new Error(`${args.join(' ')}: ${stderr}`)
    return JSON.parse(stdout)
  }
  try {
    for (const kind of ['locations', 'groups', 'children', 'contracts', 'accounts', 'consents']) {
      await run('import', kind, `${kind}.csv`)
    }
    await run('import', 'photos', 'photos.csv', '--folder', 'photos')
    await run('import', 'diary', 'diary.csv')
    zips = (await run('export', '0301')).files.map(({ file }: { file: string }) => file)
  } finally {
    await drop()
  }
  album = await temporaryFolder()
  await unpack(zips[0] ?? '', album)
}, 300_000)

describe('the ZIP of each guardian', () => {
  for (const [judge, program, args] of ZIP_JUDGES) {
    test.skipIf(!isThere(program))(`is whole to ${judge} (needs ${program})`, () => {
      expect(zips).toHaveLength(2)
      for (const zip of zips) {
        expect(() =>
          execFileSync(program, [...args, zip], { stdio: ['ignore', 'ignore', 'pipe'] }),
        ).not.toThrow()
      }
    })
  }
})

test('the months together show every photo of the ZIP, and each once', async () => {
  const months = (await readdir(join(album, 'album'))).filter((name) => name.endsWith('.html'))
  const pages = await Promise.all(months.map((name) => readFile(join(album, 'album', name), 'utf8')))
  const shown = [...pages.join('').matchAll(/<img src="\.\.\/album\/klein\/(.+?)"/g)].map(([, name]) => name)
  const files = await readdir(join(album, 'fotos'), { recursive: true })
  expect(shown.toSorted()).toEqual(files.filter((name) => name.endsWith('.jpg')).toSorted())
})

const view = async (path: string): Promise<PageView> => viewPage(path, await temporaryFolder())
const outside = ({ asked }: PageView, folder: string) =>
  asked.filter((address) => !address.startsWith(`${pathToFileURL(folder).href}/`))

describe.skipIf(!isThere(BROWSER))(`an unpacked ZIP in a browser (needs ${BROWSER})`, () => {
  test.each([
    ['index.html', 'Het album van Lotte'],
    ['album/2025-06.html', 'juni 2025'],
  ])(
    '%s opens from disk with every image, without a script, and asks for nothing from outside',
    async (page, title) => {
      const seen = await view(join(album, page))
      expect(seen.title).toContain(title)
      expect(seen.images.length).toBeGreaterThan(0)
      expect(seen.images.filter(({ width }) => width === 0)).toEqual([])
      expect(seen.scripts).toBe(0)
      expect(outside(seen, album)).toEqual([])
      expect(seen.failed).toEqual([])
    },
  )

  test('texts that look like a page stay texts', async () => {
    const hostile = '"><script>document.title = "theirs"</script><img src="http://album.invalid/x.png">'
    const folder = await temporaryFolder()
    const zip = join(folder, 'hostile.zip')
    await writeArchive(
      {
        organisation: hostile,
        child: { id: '1', name: hostile },
        language: 'nl',
        period: { from: '2025-01-06', until: '2026-03-09' },
        photos: [],
        diary: [{ writtenAt: '2025-06-03T16:30:00', author: hostile, text: hostile, photos: [] }],
        leftOut: [],
      },
      openFileStore(join(folder, 'media')),
      zip,
    )
    await unpack(zip, folder)
    const seen = await view(join(folder, 'album/2025-06.html'))
    expect(seen).toMatchObject({ title: expect.stringContaining(hostile), images: [], scripts: 0 })
    expect(outside(seen, folder)).toEqual([])
  })

  test('the judge sees a script, a broken image and a request to somewhere else', async () => {
    const folder = await temporaryFolder()
    await copyFile(camera, join(folder, 'whole.jpg'))
    await writeFile(join(folder, 'broken.jpg'), 'no picture')
    const page = `<img src="whole.jpg"><img src="broken.jpg"><img src="http://album.invalid/x.png">
      <script>document.title = 'theirs'</script>`
    await writeFile(join(folder, 'page.html'), page)
    const seen = await view(join(folder, 'page.html'))
    expect(seen.images.map(({ width }) => width > 0)).toEqual([true, false, false])
    expect(seen).toMatchObject({ title: 'theirs', scripts: 1, failed: ['http://album.invalid/x.png'] })
    expect(outside(seen, folder)).toEqual(['http://album.invalid/x.png'])
  })
})
