import { execFileSync } from 'node:child_process'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Album, AlbumPhoto, Language } from '../src/archive/album.ts'
import { nameEntries } from '../src/archive/entry-names.ts'
import { generateFiles } from '../src/archive/generate.ts'
import { countLeftOut } from '../src/archive/manifest.ts'
import { openFileStore } from '../src/media/file-store.ts'
import { BROWSER, openBrowser } from './support/browser.ts'
import { temporaryFolder } from './support/folder.ts'
import { checkAccess, checkHtml, JAVA } from './support/html-judges.ts'
import { isThere } from './support/programs.ts'

/*
 * The pages of an album with all that can be in one, in both languages, and of a child of whom there is nothing,
 * before judges that know nothing of us.
 */
const sample = (name: string) => readFile(resolve(import.meta.dirname, `../src/media/samples/${name}`))
const WIDTHS = { phone: 375, desktop: 1280 }
/** To the checker a file on disk is not the page's own; browsers see that otherwise, and the tests in one load all. */
const NOT_ON_DISK = 'Resource violates Content Security Policy (meta tag)'
/** Says how many pages a PDF has (Debian: poppler-utils). */
const PAGES = 'pdfinfo'

let folders: Readonly<Record<'nl' | 'en' | 'empty', string>>

beforeAll(async () => {
  folders = { nl: await lay('nl', true), en: await lay('en', true), empty: await lay('nl', false) }
}, 300_000)

/** Writes all files of an album to a new folder. */
async function lay(language: Language, full: boolean): Promise<string> {
  const folder = await temporaryFolder()
  const store = openFileStore(join(folder, 'media'))
  const photos: AlbumPhoto[] = []
  const keep = async (name: string, type: AlbumPhoto['type'], changes: Partial<AlbumPhoto> = {}) => {
    const bytes = await sample(name)
    const file = await store.put(bytes)
    photos.push({ ...file, type, takenAt: '2025-06-03T10:15:42', group: 'Vlinders', ...changes })
  }
  if (full) {
    await keep('camera.jpg', 'image/jpeg', { caption: 'In de zandbak' })
    await keep('progressive.jpg', 'image/jpeg', { caption: 'Een bijschrift dat lang is. '.repeat(8) })
    await keep('camera.png', 'image/png', { takenAt: '2025-07-01T09:00:00' })
    await keep('phone.mp4', 'video/mp4', { caption: 'Kijk!' })
    const heic = await store.put(Buffer.from('cannot be decoded'))
    photos.push({ ...heic, type: 'image/jpeg', takenAt: '2025-06-04T11:00:00', group: '' })
  }
  const entry = {
    writtenAt: '2025-06-03T16:30:00',
    author: 'Sofie',
    photos: [photos[0]?.sha256 ?? ''],
  } as const
  const album: Album = {
    organisation: 'Kinderopvang <De> Lange & Keizer',
    child: { id: '1042', name: 'Noor "Zus" de Vries' },
    language,
    period: { from: '2025-01-06', until: '2026-02-27' },
    photos,
    diary: full
      ? [
          { ...entry, text: `Zand 👣\n\nen ${'water'.repeat(60)} مرحبا` },
          { ...entry, text: '' },
        ]
      : [],
    leftOut: full ? [{ reason: 'consent-missing', count: 2 }] : [],
  }
  const packing = { album, photos: nameEntries(photos), leftOut: countLeftOut(album.leftOut) }
  for await (const { name, content } of generateFiles(packing, store)) {
    await mkdir(dirname(join(folder, 'pages', name)), { recursive: true })
    await writeFile(join(folder, 'pages', name), content)
  }
  return join(folder, 'pages')
}

const pages = () => [
  ...[folders.nl, folders.en].flatMap((folder) =>
    ['index.html', 'album/2025-06.html', 'album/2025-07.html'].map((name) => join(folder, name)),
  ),
  join(folders.empty, 'index.html'),
]

test.skipIf(!isThere(JAVA))(
  `every page is valid HTML (needs ${JAVA})`,
  async () => {
    const folder = await temporaryFolder()
    for (const [at, path] of pages().entries()) await copyFile(path, join(folder, `${at}.html`))
    const faults = checkHtml(folder).filter(({ message }) => !message.startsWith(NOT_ON_DISK))
    expect(faults).toEqual([])
  },
  300_000,
)

describe.skipIf(!isThere(BROWSER))(`in a browser (needs ${BROWSER})`, () => {
  let browser: BrowserContext
  let page: Page
  const open = (path: string) => page.goto(pathToFileURL(path).href)

  beforeAll(async () => {
    browser = await openBrowser(await temporaryFolder())
    page = await browser.newPage()
  })
  afterAll(() => browser.close())

  for (const [device, width] of Object.entries(WIDTHS)) {
    test.each(['light', 'dark'] as const)(
      `axe finds nothing wrong on a ${device}, %s, and nothing is wider than the screen`,
      async (colorScheme) => {
        await page.setViewportSize({ width, height: 800 })
        await page.emulateMedia({ colorScheme })
        for (const path of pages()) {
          await open(path)
          expect(await checkAccess(page)).toEqual([])
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
        }
      },
      300_000,
    )
  }

  test('with the keyboard alone one skips to the content, opens a month and comes back', async () => {
    await open(join(folders.nl, 'index.html'))
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Naar de inhoud')
    expect(await page.evaluate('document.activeElement.getBoundingClientRect().top')).toBeGreaterThanOrEqual(
      0,
    )
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL(/2025-06\.html$/)
    await page.getByRole('link', { name: 'Alle maanden' }).press('Enter')
    await page.waitForURL(/index\.html$/)
  })

  test('every link of every page leads to a file that is there, but for the photos themselves', async () => {
    for (const path of pages()) {
      await open(path)
      const links = (await page.evaluate('[...document.links].map((link) => link.href)')) as string[]
      const inside = links.filter((link) => !link.includes('/fotos/') && !link.includes('#'))
      for (const link of inside) await readFile(new URL(link))
    }
  })

  test('a photo of which there is no thumbnail is a link to it', async () => {
    await open(join(folders.nl, 'album/2025-06.html'))
    expect(await page.locator('a.unseen').getAttribute('href')).toBe('../fotos/2025/2025-06-04_11.00.jpg')
  })

  test.skipIf(!isThere(PAGES))(
    `every photo is on paper too, on no more sheets than it takes (needs ${PAGES})`,
    async () => {
      await open(join(folders.nl, 'album/2025-06.html'))
      const pdf = join(await temporaryFolder(), 'page.pdf')
      await page.pdf({ path: pdf, format: 'A4' })
      expect(execFileSync(PAGES, [pdf], { encoding: 'utf8' })).toMatch(/Pages: +[12]\n/)
    },
  )
})
