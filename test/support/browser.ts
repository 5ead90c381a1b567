import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { pathToFileURL } from 'node:url'

/** The package of Debian; others name it differently, and then the tests that need it are skipped. */
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

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: {
    readonly requestId: string
    readonly request: { readonly url: string }
    readonly canceled?: boolean
  }
  readonly result?: {
    readonly targetId: string
    readonly sessionId: string
    readonly result: { value: string }
  }
  readonly error?: { readonly message: string }
}

/** No name is looked up: what a page asks for outside is seen, and fails at once. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--remote-debugging-pipe',
]

const LOOK = `new Promise((done) => {
  const look = () => done(JSON.stringify({
    title: document.title,
    images: [...document.images].map((image) => ({ address: image.src, width: image.naturalWidth })),
    scripts: document.scripts.length,
  }))
  if (document.readyState === 'complete') look()
  else addEventListener('load', look)
})`

/** Opens a page from disk, as a double click does, and looks at it through the browser's own debugger. */
export async function viewPage(path: string, profile: string): Promise<PageView> {
  const browser = spawn(BROWSER, [...FLAGS, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    timeout: 25_000,
    killSignal: 'SIGKILL',
  })
  try {
    return await view(converse(browser), pathToFileURL(path).href)
  } finally {
    const ended = once(browser, 'exit')
    browser.kill('SIGKILL')
    await ended
  }
}

async function view({ ask, heard }: Conversation, url: string): Promise<PageView> {
  const { targetId } = await ask('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await ask('Target.attachToTarget', { targetId, flatten: true })
  await ask('Network.enable', {}, sessionId)
  await ask('Page.enable', {}, sessionId)
  await ask('Page.navigate', { url }, sessionId)
  const look = { expression: LOOK, awaitPromise: true }
  const seen = JSON.parse((await ask('Runtime.evaluate', look, sessionId)).result.value)
  const addresses = new Map(
    heard('Network.requestWillBeSent').map(({ requestId, request }) => [requestId, request.url]),
  )
  // The buttons of a video are drawn from `data:` addresses, which hold what they name and ask nobody.
  const asked = [...addresses.values()].filter((address) => !address.startsWith('data:'))
  // Of a video the browser itself calls off what it need not see before it is played.
  const failed = heard('Network.loadingFailed').filter(({ canceled }) => !canceled)
  return { ...seen, asked, failed: failed.map(({ requestId }) => addresses.get(requestId) ?? requestId) }
}

interface Conversation {
  ask(method: string, params: object, sessionId?: string): Promise<NonNullable<Message['result']>>
  heard(method: string): readonly NonNullable<Message['params']>[]
}

/** Messages are JSON, each ended by a zero byte; the browser reads its descriptor 3 and writes its descriptor 4. */
function converse(browser: ChildProcess): Conversation {
  const [to, from] = browser.stdio.slice(3) as [Writable, Readable]
  const events: Message[] = []
  const waiting = new Map<number, (answer: Message) => void>()
  const hear = (message: Message) => {
    if (message.id === undefined) events.push(message)
    else waiting.get(message.id)?.(message)
  }
  let text = ''
  from.setEncoding('utf8').on('data', (chunk: string) => {
    const messages = (text + chunk).split('\0')
    text = messages.pop() ?? ''
    for (const message of messages) hear(JSON.parse(message))
  })
  return {
    ask: async (method, params, sessionId) => {
      const id = waiting.size + 1
      const answer = new Promise<Message>((resolve) => waiting.set(id, resolve))
      to.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
      const { result, error } = await answer
      if (!result) throw new Error(`${method}: ${error?.message}`)
      return result
    },
    heard: (method) => events.flatMap((event) => (event.method === method && event.params) || []),
  }
}
