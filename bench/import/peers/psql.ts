import type { Loader } from './loader.ts'

export const psql: Loader = {
  name: 'psql \\copy',
  packages: 'postgresql-client',
  probe: (url) => ['psql', '-Xqd', url, '-c', 'select 1'],
  load: async ({ children, contracts }, url) => [
    ...['psql', '-Xqd', url, '-v', 'ON_ERROR_STOP=1'],
    ...['-c', copy('children', children), '-c', copy('contracts', contracts)],
  ],
}

function copy(table: string, file: string): string {
  return `\\copy ${table} from '${file}' with (format csv, delimiter ';', header true)`
}
