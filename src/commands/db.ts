import type { Command } from 'commander'
import { EXIT } from '../errors.ts'
import { addLeaf, type Cli } from './leaf.ts'

export function addDb(parent: Command, cli: Cli): void {
  const db = parent.command('db').summary('create the tables of the database, or bring them up to date')
  addLeaf(db, cli, {
    usage: 'migrate',
    makesDatabase: true,
    summary: 'create the tables, or bring them up to date',
    description: 'Only on PostgreSQL is this needed; the embedded database does it by itself.',
    examples: ['ouderportaal db migrate --database postgres://admin@localhost/ouderportaal'],
    async run(context) {
      const { openStore } = await import('../store/open.ts')
      const { migrate, pendingMigrations } = await import('../store/migrate.ts')
      const { database, schema } = context.config
      const { command, dryRun, signal } = context
      const store = await openStore({ database, schema, command, dryRun, signal })
      try {
        const names = dryRun ? await pendingMigrations(store) : await migrate(store)
        if (context.json) context.output.json({ dryRun, migrations: names })
        else context.output.say(names.length > 0 ? names.join('\n') : 'The database is up to date.')
        return EXIT.done
      } finally {
        await store.close()
      }
    },
  })
}
