import type { Command } from 'commander'
import { EXIT, type ExitCode, UserError } from '../../errors.ts'
import { clockFrom } from '../clock.ts'
import { type Context, withStore } from '../context.ts'
import { addLeaf, type Cli } from '../leaf.ts'

const USUAL_PORT = 8420

export function addTry(activate: Command, cli: Cli): void {
  addLeaf<{ port?: string }>(activate, cli, {
    usage: 'try',
    summary: "serve the page that a link in a mail leads to, on this machine only, in the portal's place",
    description:
      'With "portalUrl: http://127.0.0.1:8420" in the settings, mails that go to a folder have links that open here.\nOther links can be pasted on the first page. A password that is set here is set in the database.\nCtrl-C, SIGTERM or the end of what started it ends it; the embedded database is for one command at a time, so send the mails first.',
    examples: ['ouderportaal activate try', 'ouderportaal activate try --port 3000 --at "2026-03-05 20:15"'],
    readOnly: true,
    endless: true,
    options: (command) =>
      command.option('--port <number>', `default: that of portalUrl if it is here, else ${USUAL_PORT}`),
    run: (context, flags) => runTry(context, flags.port),
  })
}

async function runTry(context: Context, given: string | undefined): Promise<ExitCode> {
  const { serveTry } = await import('../../accounts/try/serve.ts')
  const { explain } = await import('../../explain.ts')
  const { output, signal } = context
  const options = {
    port: await portOf(context, given),
    language: context.config.language,
    now: await clockFrom(context),
    onError: (error: unknown) => output.warn(explain(error).text),
  }
  // A password that is being set when the signal comes is still set.
  await withStore({ ...context, signal: new AbortController().signal }, async (store) => {
    const server = await serveTry(store, options)
    output.say(`Open ${server.address} in a browser; Ctrl-C ends it.`)
    await Promise.race([ended(signal), orphaned(process)])
    await server.close()
  })
  return EXIT.done
}

function ended(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

/** A program that started us, as npx does, may die of a signal and not pass it on; nobody would know that we hold the database. */
function orphaned(own: { readonly ppid: number }): Promise<void> {
  const parent = own.ppid
  return new Promise((resolve) => {
    const watch = setInterval(() => {
      if (own.ppid === parent) return
      clearInterval(watch)
      resolve()
    }, 1_000).unref()
  })
}

async function portOf({ config }: Context, given: string | undefined): Promise<number> {
  const { countOf } = await import('../values.ts')
  const port = given === undefined ? portHere(config.portalUrl) : countOf(given, '--port')
  if (port > 65_535) throw new UserError(`--port ${port} is no port: write a number from 1 to 65535.`)
  return port
}

/** The port of the portal's address when that is this machine. */
function portHere(portalUrl: string | undefined): number {
  const url = portalUrl === undefined ? undefined : new URL(portalUrl)
  const isHere = url && /^(127\.0\.0\.1|localhost)$/.test(url.hostname)
  return isHere && url.port !== '' ? Number(url.port) : USUAL_PORT
}
