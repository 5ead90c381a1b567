import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { LANGUAGES } from '../src/mail/check-templates.ts'
import { DEFAULT_COLOUR, type Look } from '../src/mail/look.ts'
import { SAMPLES } from '../src/mail/samples.ts'
import { BROWSER, openBrowser } from './support/browser.ts'
import { temporaryFolder } from './support/folder.ts'
import { checkAccess, checkHtml, JAVA } from './support/html-judges.ts'
import { isThere } from './support/programs.ts'

const ORGANISATION = 'Kinderopvang De Lange Keizer'

const PLAIN: Look = { organisation: ORGANISATION, colour: DEFAULT_COLOUR }

/* The palest colour that the settings take, nearly black, and a logo, which here never loads. */
const OTHER_LOOKS: readonly Look[] = [
  { organisation: 'Kinderopvang <b> & Zn.', colour: '#767676' },
  { organisation: ORGANISATION, colour: '#0a0a0a' },
  { organisation: ORGANISATION, colour: '#8a1538', logo: 'https://opvang.example/logo.png?a=1&b=2' },
]

/* Every mail as it looks by default, and those that have all there is to colour in every other look. */
const PAGES = [...SAMPLES].flatMap(([template, sample]) => {
  const looks = ['activation', 'request-answered'].includes(template) ? [PLAIN, ...OTHER_LOOKS] : [PLAIN]
  return looks.flatMap((look, index) =>
    (index === 0 ? LANGUAGES : LANGUAGES.slice(0, 1)).map((language) => ({
      name: `${template}.${language}.${index}.html`,
      html: sample(language, look).html,
    })),
  )
})

test.skipIf(!isThere(JAVA))(
  'every mail is valid HTML (skipped where java is not installed)',
  async () => {
    const folder = await temporaryFolder()
    for (const { name, html } of PAGES) await writeFile(join(folder, name), html)
    await writeFile(join(folder, 'wrong.html'), '<!doctype html><title>x</title><p align=left></div>')
    const faults = checkHtml(folder)
    expect(faults.filter(({ page }) => page !== 'wrong.html')).toEqual([])
    expect(faults).not.toEqual([])
  },
  300_000,
)

describe.skipIf(!isThere(BROWSER))(`in ${BROWSER} (skipped where it is not installed)`, () => {
  let browser: BrowserContext
  let page: Page

  beforeAll(async () => {
    browser = await openBrowser(await temporaryFolder())
    page = await browser.newPage()
    await page.setViewportSize({ width: 375, height: 700 })
  })

  afterAll(() => browser.close())

  it.each(['light', 'dark'] as const)(
    'axe finds nothing wrong with any mail on a phone, %s',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme })
      const found: string[] = []
      for (const { name, html } of PAGES) {
        await page.setContent(html, { waitUntil: 'domcontentloaded' })
        found.push(...(await checkAccess(page)).map((fault) => `${name}: ${fault}`))
      }
      expect(found).toEqual([])
    },
    300_000,
  )

  it('axe finds what is wrong with a page that is', async () => {
    await page.setContent('<!doctype html><p style="color:#999;background:#fff">x</p><img src="data:,">')
    const found = (await checkAccess(page)).join('\n')
    for (const rule of ['color-contrast', 'image-alt', 'html-has-lang', 'page-has-heading-one'])
      expect(found).toContain(rule)
  })

  it('no mail is wider than a small phone, also with the longest words', async () => {
    await page.setViewportSize({ width: 320, height: 700 })
    for (const { name, html } of PAGES) {
      await page.setContent(html, { waitUntil: 'domcontentloaded' })
      expect(await page.evaluate('document.documentElement.scrollWidth'), name).toBe(320)
    }
  })
})
