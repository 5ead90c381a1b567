import type { Command } from 'commander'
import type { Config } from '../config.ts'
import { EXIT, type ExitCode } from '../errors.ts'
import type { Servers } from '../store/open.ts'
import type { Context } from './context.ts'
import { addLeaf, type Cli } from './leaf.ts'

export function addDb(parent: Command, cli: Cli): void {
  const db = parent.command('db').summary('create the tables of the database, or bring them up to date')
  addLeaf(db, cli, {
    usage: 'migrate',
    makesDatabase: true,
    forAll: true,
    summary: 'create the tables, or bring them up to date',
    description:
      'Of all organisations in the settings, or of the one that is named. Only on PostgreSQL is this needed; the\nembedded database does it by itself.',
    examples: ['ouderportaal db migrate --database postgres://admin@localhost/ouderportaal'],
    run: migrateAll,
  })
}

interface Migrated {
  readonly organisation: string
  readonly migrations: readonly string[]
}

/** One after the other: where it fails, what was done before stays, and the next time goes on from there. */
async function migrateAll(context: Context): Promise<ExitCode> {
  const { output, dryRun, json } = context
  const { organisations } = context.fleet
  const { openServers } = await import('../store/open.ts')
  const servers = openServers()
  const named = organisations.length > 1
  const done: Migrated[] = []
  try {
    for (const config of organisations) {
      context.signal.throwIfAborted()
      const migrated = { organisation: config.name, migrations: await migrateOne(context, config, servers) }
      done.push(migrated)
      if (!json) for (const line of linesOf(migrated, named)) output.say(line)
    }
  } finally {
    await servers.close()
  }
  if (json)
    output.json({ dryRun, ...(named ? { organisations: done } : { migrations: done[0]?.migrations }) })
  else if (done.every(({ migrations }) => migrations.length === 0)) output.say('The database is up to date.')
  return EXIT.done
}

async function migrateOne(
  { command, dryRun, signal }: Context,
  { database, schema }: Config,
  servers: Servers,
) {
  const { openStore } = await import('../store/open.ts')
  const { migrate, pendingMigrations } = await import('../store/migrate.ts')
  const store = await openStore({ database, schema, command, dryRun, signal, server: servers.of(database) })
  try {
    return dryRun ? await pendingMigrations(store) : await migrate(store)
  } finally {
    await store.close()
  }
}

/** Said when it is done: a thousand organisations take minutes, and whoever breaks off wants to know how far it came. */
function linesOf({ organisation, migrations }: Migrated, named: boolean): readonly string[] {
  if (!named) return migrations
  return migrations.length === 0 ? [] : [`${organisation}: ${migrations.join(', ')}`]
}
