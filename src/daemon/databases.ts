import { UserError } from '../errors.ts'
import { requireMigrated } from '../store/migrate.ts'
import { openServers, openStore, type Server, type Store } from '../store/open.ts'
import { type Backoff, openBackoff } from './backoff.ts'
import type { Member, Organisation } from './organisation.ts'
import type { Watcher } from './watch.ts'

export interface Visit {
  readonly organisation: Organisation
  /** Asks whether the database is away, for whom something went wrong; then nothing else will go well. */
  isAway(): Promise<boolean>
}

/** The databases of a fleet: organisations that share one share its connections. */
export interface Databases {
  /** Opens the embedded ones, which are there or will not come. Throws a UserError where one is not or is in use. */
  openEmbedded(members: readonly Member[]): Promise<void>
  /**
   * Lends an organisation its store. What goes wrong because the database is away, or not up to date yet, is told to
   * the watcher, and the result is undefined, as it is while that lasts.
   */
  visit<T>(member: Member, work: (visit: Visit) => Promise<T>): Promise<T | undefined>
  /** Closes those that serve none of these. Nobody else may be visited meanwhile. */
  keep(members: readonly Member[]): Promise<void>
  /** Whether each that is in use answers now. */
  answer(): Promise<boolean>
  /** Milliseconds until one that is away is tried again; undefined when none is. */
  nextTry(): number | undefined
  /** Breaks off what is being done. */
  abort(): void
  close(): Promise<void>
}

interface DatabasesOptions {
  /** Organisations at the same time. */
  readonly lanes: number
  readonly watcher: Required<Pick<Watcher, 'databaseAway' | 'databaseBack' | 'databaseLeft'>>
  /** A clock in milliseconds. */
  readonly elapsed: () => number
}

const AWAY = { first: 1_000, longest: 60_000 }

export function openDatabases({ lanes, watcher, elapsed }: DatabasesOptions): Databases {
  const servers = openServers({ atOnce: lanes })
  const embedded = new Map<string, Store>()
  const migrated = new Set<string>()
  const away = openAway(watcher, elapsed)

  /** An embedded database has one process, and stays open: opening it takes seconds. */
  async function storeOf({ database, schema }: Member): Promise<Store> {
    const server = servers.of(database)
    const known = embedded.get(database)
    if (known) return known
    const command = 'ouderportaal daemon'
    const store = await openStore({ database, schema, command, create: false, server })
    if (!server) embedded.set(database, store)
    return store
  }

  async function visit<T>(member: Member, work: (visit: Visit) => Promise<T>) {
    const { name, database, schema } = member
    const server = servers.of(database)
    if (!away.mayTry(database)) return undefined
    if (server && away.isAway(database) && !(await away.note(database, server))) return undefined
    const store = await away.noting(database, server, () => storeOf(member))
    if (!store) return undefined
    try {
      const key = `${database} ${schema}`
      if (!migrated.has(key)) await requireMigrated(store)
      migrated.add(key)
      const isAway = async () => server !== undefined && !(await away.note(database, server))
      return await work({ organisation: { name, store }, isAway })
    } catch (error) {
      if (!server) throw error
      if (!away.isAway(database) && (await away.note(database, server))) throw error
      return undefined
    } finally {
      if (server) await store.close()
    }
  }

  return {
    visit,
    async openEmbedded(members) {
      for (const member of members) if (!servers.of(member.database)) await storeOf(member)
    },
    async keep(members) {
      const used = new Set(members.map(({ database }) => database))
      away.keep(used)
      await servers.keep(used)
      for (const [database, store] of embedded) {
        if (used.has(database)) continue
        embedded.delete(database)
        await store.close()
      }
    },
    async answer() {
      const pings = await Promise.allSettled(servers.all().map((server) => server.ping()))
      return pings.every(({ status }) => status === 'fulfilled')
    },
    nextTry: away.nextTry,
    abort() {
      for (const server of servers.all()) server.abort()
    },
    async close() {
      await servers.close()
      for (const store of embedded.values()) await store.close()
    },
  }
}

/** Which databases do not answer: said when one goes, and when it is back. */
function openAway(
  { databaseAway, databaseBack, databaseLeft }: DatabasesOptions['watcher'],
  elapsed: () => number,
) {
  const gone = new Set<string>()
  const backoff: Backoff = openBackoff(AWAY)

  function wentAway(database: string, error: unknown): void {
    backoff.failed(database, elapsed())
    if (!gone.has(database)) databaseAway(hostIn(database), error)
    gone.add(database)
  }

  /** Asks the server, and remembers whether it answered. */
  async function note(database: string, server: Server): Promise<boolean> {
    try {
      await server.ping()
    } catch (error) {
      wentAway(database, error)
      return false
    }
    backoff.succeeded(database)
    if (gone.delete(database)) databaseBack(hostIn(database))
    return true
  }

  /** Does what needs the server; undefined, and noted, when that is away. */
  async function noting<T>(database: string, server: Server | undefined, work: () => Promise<T>) {
    try {
      return await work()
    } catch (error) {
      if (!server || (await note(database, server))) throw error
      return undefined
    }
  }

  function keep(databases: ReadonlySet<string>): void {
    for (const database of gone) {
      if (databases.has(database)) continue
      gone.delete(database)
      backoff.succeeded(database)
      databaseLeft(hostIn(database))
    }
  }

  return {
    keep,
    isAway: (database: string) => gone.has(database),
    mayTry: (database: string) => backoff.mayTry(database, elapsed()),
    nextTry: () => backoff.shortest(elapsed()),
    note,
    noting,
  }
}

/** Without the password. */
function hostIn(database: string): string {
  if (!URL.canParse(database)) throw new UserError('The database address is not a URL.')
  const { host, pathname } = new URL(database)
  return `${host}${pathname}`
}
