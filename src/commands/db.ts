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

/** One after the other: where it fails, what was done before stays, and the next time goes on from there. */
async function migrateAll(context: Context): Promise<ExitCode> {
  const { output, dryRun, json } = context
  const { organisations } = context.fleet
  const { openServers } = await import('../store/open.ts')
  const servers = openServers()
  const done: { readonly organisation: string; readonly migrations: readonly string[] }[] = []
  try {
    for (const config of organisations) {
      context.signal.throwIfAborted()
      done.push({ organisation: config.name, migrations: await migrateOne(context, config, servers) })
    }
  } finally {
    await servers.close()
  }
  const [only, another] = done
  if (json && only && !another) output.json({ dryRun, migrations: only.migrations })
  else if (json) output.json({ dryRun, organisations: done })
  else for (const line of linesOf(done)) output.say(line)
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

/** With several organisations, only those for which there was something to do. */
function linesOf(
  done: readonly { readonly organisation: string; readonly migrations: readonly string[] }[],
): readonly string[] {
  const worked = done.filter(({ migrations }) => migrations.length > 0)
  if (worked.length === 0) return ['The database is up to date.']
  const named = done.length > 1
  return worked.flatMap(({ organisation, migrations }) =>
    migrations.map((name) => (named ? `${organisation}: ${name}` : name)),
  )
}
