import type { Loader } from './loader.ts'

/** Told everything that it would otherwise find out by reading: the types, the delimiter, the tables. */
export const csvsql: Loader = {
  name: 'csvsql --insert',
  packages: 'csvkit python3-psycopg2',
  probe: (url) => ['csvsql', '--db', addressOf(url), '--query', 'select 1', '/dev/null'],
  load: async ({ children, contracts }, url) => [
    ...['csvsql', '--db', addressOf(url), '--insert', '--no-create', '--no-inference'],
    ...['--snifflimit', '0', '--delimiter', ';', '--encoding', 'utf-8', children, contracts],
  ],
}

function addressOf(url: string): string {
  return url.replace(/^postgres:/, 'postgresql:')
}
