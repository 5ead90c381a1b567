import pg from 'pg'

/** Every row of every table of a database, the queue's too, as text: to see whether anything changed, or is held. */
export async function dumpDatabase(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const tables = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema like 'ouderportaal%' and table_type = 'BASE TABLE' order by 1`,
    )
    const dumps: string[] = []
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t order by 1`)
      dumps.push(`${name}\n${rows.map(({ row }) => row).join('\n')}`)
    }
    return dumps.join('\n\n')
  } finally {
    await client.end()
  }
}
