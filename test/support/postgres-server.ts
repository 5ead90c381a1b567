import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Binaries, findBinaries } from './postgres-binaries.ts'

export interface Server {
  /** The address of a database on the server. */
  urlOf(database: string): string
  /** Ends it as `pg_ctl stop -m immediate` does, and starts it again. */
  crash(): Promise<void>
  stop(): Promise<void>
}

/** Settings of PostgreSQL, by name; what is left out is as PostgreSQL is delivered. */
export type Settings = Readonly<Record<string, string>>

/**
 * Runs the server, again where a file says so, until it ends or its own input closes, which the operating system does when the test run
 * ends, also when that is killed; then the folder goes. So no run leaves anything to the next.
 */
const KEEPER = `
  folder=$1; shift; exec 3<&0
  { cat <&3; kill -INT $(head -n 1 "$folder/data/postmaster.pid"); } >/dev/null 2>&1 & watch=$!
  while "$@"; [ -e "$folder/again" ]; do rm "$folder/again"; done
  kill $watch 2>/dev/null; rm -rf "$folder"
`

const REACHABLE = { listen_addresses: '127.0.0.1', unix_socket_directories: '' }

/** Nothing of a test outlives its run, so nothing needs to survive a power failure. */
const FORGETFUL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** A PostgreSQL server of its own, on a free port, in a folder of its own. */
export async function startServer(settings: Settings = FORGETFUL): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'ouderportaal-postgres-'))
  const binaries = findBinaries(folder)
  initialise(binaries, folder)
  const port = await freePort()
  const keeper = spawnServer(binaries, folder, { ...REACHABLE, ...settings, port: String(port) })
  await ready(keeper)
  return {
    urlOf: (database) => `postgres://postgres@127.0.0.1:${port}/${database}`,
    async crash() {
      const again = ready(keeper)
      const [pid] = readFileSync(join(dataIn(folder), 'postmaster.pid'), 'utf8').split('\n')
      writeFileSync(join(folder, 'again'), '', { mode: 0o666 })
      process.kill(Number(pid), 'SIGQUIT')
      await again
    },
    async stop() {
      if (keeper.exitCode !== null) return
      keeper.stdin.end()
      await once(keeper, 'exit')
    },
  }
}

const dataIn = (folder: string) => join(folder, 'data')

function initialise({ initdb, owner }: Binaries, folder: string): void {
  const flags = ['--username=postgres', '--auth=trust', '--no-sync', '--no-instructions']
  const locale = ['--encoding=UTF8', '--no-locale', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  execFileSync(initdb, [`--pgdata=${dataIn(folder)}`, ...flags, ...locale], { ...owner, cwd: folder })
}

/** In a process group of its own: Ctrl-C must reach the test run and by it the server, not the server first. */
function spawnServer({ postgres, owner }: Binaries, folder: string, settings: Settings) {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = [postgres, '-D', dataIn(folder), ...flags]
  return spawn('sh', ['-c', KEEPER, 'keeper', folder, ...server], { ...owner, cwd: '/', detached: true })
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}

/** Reads the log to the end, for a server whose log is full stands still. */
function ready(keeper: ChildProcessWithoutNullStreams): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let log = ''
  keeper.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${log}`)))
  keeper.stderr.setEncoding('utf8').on('data', (text) => {
    log += text
    if (log.includes('ready to accept connections')) resolve()
  })
  return promise
}
