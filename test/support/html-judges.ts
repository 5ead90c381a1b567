import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const require = createRequire(import.meta.url)

/** What the Nu checker runs on. */
export const JAVA = 'java'

export interface Fault {
  readonly page: string
  readonly message: string
}

/** What the Nu checker, of the W3C's validator, says of all pages in a folder. */
export function checkHtml(folder: string): readonly Fault[] {
  const checker = require.resolve('vnu-jar/build/dist/vnu.jar')
  const flags = ['-Xss1024k', '-jar', checker, '--stdout', '--exit-zero-always', '--format', 'json', folder]
  const { stdout, stderr } = spawnSync(JAVA, flags, { encoding: 'utf8', timeout: 100_000 })
  if (stdout === '') throw new Error(`the Nu checker said nothing: ${stderr}`)
  const { messages } = JSON.parse(stdout) as { messages: readonly { url: string; message: string }[] }
  return messages.map(({ url, message }) => ({ page: url.slice(url.lastIndexOf('/') + 1), message }))
}

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

// Only what is looked at below: what passes is told in full otherwise, which takes longer than finding it.
const RUN_AXE = "axe.run({ resultTypes: ['violations', 'incomplete'], preload: false, selectors: false })"

interface AxeRule {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
}

/** What axe finds wrong with an open page, and what of its contrast it could not tell. */
export async function checkAccess(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE)
  const { violations, incomplete } = (await page.evaluate(RUN_AXE)) as Record<
    'violations' | 'incomplete',
    readonly AxeRule[]
  >
  const untold = incomplete.filter(({ id }) => id === 'color-contrast')
  return [...violations, ...untold].flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  )
}
