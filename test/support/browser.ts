import { pathToFileURL } from 'node:url'
import { type BrowserContext, chromium, type Request } from 'playwright-core'
import { findProgram } from './programs.ts'

/** The program, and Debian's package that brings it; others name it differently, and then the tests that need it are skipped. */
export const BROWSER = 'chromium'

/** What a browser made of a page. */
export interface PageView {
  readonly title: string
  /** Of each image in the page its address and its width in pixels, 0 when it did not load. */
  readonly images: readonly { readonly address: string; readonly width: number }[]
  readonly scripts: number
  /** Every address that the page asked for something, itself included. */
  readonly asked: readonly string[]
  /** What it asked for and did not get: because it is not there, or because the page's own policy forbids it. */
  readonly failed: readonly string[]
}

/** No name is looked up: what a page asks for outside is seen, and fails at once. A server of a test is on this machine. */
const FLAGS = ['--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1']

/** Images that wait until they are near are looked at too. */
const LOOK = `(async () => {
  const images = [...document.images]
  for (const image of images) image.loading = 'eager'
  const ended = (image) => new Promise((end) => { image.onload = image.onerror = end })
  await Promise.all(images.filter((image) => !image.complete).map(ended))
  return {
    title: document.title,
    images: images.map((image) => ({ address: image.src, width: image.naturalWidth })),
    scripts: document.scripts.length,
  }
})()`

/** A browser without a window that keeps all it keeps in the folder `profile`; whoever opens it closes it. */
export function openBrowser(profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: findProgram(BROWSER) ?? BROWSER,
    chromiumSandbox: false,
    args: FLAGS,
  })
}

/** Opens a page from disk, as a double click does, and looks at it. */
export async function viewPage(path: string, profile: string): Promise<PageView> {
  const browser = await openBrowser(profile)
  try {
    return await view(browser, pathToFileURL(path).href)
  } finally {
    await browser.close()
  }
}

async function view(browser: BrowserContext, url: string): Promise<PageView> {
  const page = await browser.newPage()
  const asked: string[] = []
  const failed: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('requestfailed', (request) => isCalledOff(request) || failed.push(request.url()))
  await page.goto(url)
  const seen = (await page.evaluate(LOOK)) as Pick<PageView, 'title' | 'images' | 'scripts'>
  // The buttons of a video are drawn from `data:` addresses, which hold what they name and ask nobody.
  const ofOthers = asked.filter((address) => !address.startsWith('data:'))
  return { ...seen, asked: ofOthers, failed }
}

/** Of a video the browser itself calls off what it need not see before it is played. */
function isCalledOff(request: Request): boolean {
  return request.failure()?.errorText === 'net::ERR_ABORTED'
}
