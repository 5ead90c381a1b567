import { createContext, runInContext } from 'node:vm'
import { BROWSER, openBrowser } from './browser.ts'
import { temporaryFolder } from './folder.ts'

/** Something that runs JavaScript and is not Node. */
export interface Engine {
  /** Runs a script in the one global scope of the engine; the value of its last expression is the answer. */
  run(script: string): Promise<unknown>
  close(): Promise<void>
}

/** The language and nothing else: what asks for an interface of Node or of a browser fails. */
async function openBareEngine(): Promise<Engine> {
  const context = createContext({})
  return { run: async (script) => runInContext(script, context), close: async () => {} }
}

async function openBrowserEngine(): Promise<Engine> {
  const browser = await openBrowser(await temporaryFolder())
  const page = await browser.newPage()
  return { run: (script) => page.evaluate(script), close: () => browser.close() }
}

/** As a browser that is older than Temporal: the rules have to bring theirs. */
async function openOlderBrowserEngine(): Promise<Engine> {
  const engine = await openBrowserEngine()
  await engine.run('delete globalThis.Temporal')
  return engine
}

export const ENGINES: readonly {
  readonly name: string
  readonly open: () => Promise<Engine>
  /** The program without which it can't be opened. */
  readonly needs?: string
}[] = [
  { name: 'an engine with nothing but the language', open: openBareEngine },
  { name: `Chromium (needs the package ${BROWSER})`, open: openBrowserEngine, needs: BROWSER },
  {
    name: `Chromium without a Temporal of its own (needs the package ${BROWSER})`,
    open: openOlderBrowserEngine,
    needs: BROWSER,
  },
]
