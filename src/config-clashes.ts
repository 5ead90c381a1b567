import type { Config } from './config.ts'
import type { ConfigFile } from './config-file.ts'
import { placeOfMedia } from './config-folders.ts'

/** What two organisations may not both have: their rows, files or exports would lie among each other's. */
const OWN = [
  { setting: 'schema', of: schemasOf, what: 'the same tables' },
  { setting: 'media', of: (config: Config) => [placeOfMedia(config)], what: 'the same folder' },
  { setting: 'exports', of: ({ exports }: Config) => [exports], what: 'the same folder' },
  { setting: 'inbox', of: ({ inbox }: Config) => (inbox ? [inbox] : []), what: 'the same folder' },
  { setting: 'database', of: embeddedOf, what: 'the same embedded database, which serves one' },
] as const

/** Each organisation that stands in the way of an earlier one, in a sentence with its place. */
export function clashesIn(organisations: readonly Config[], file: ConfigFile): readonly string[] {
  return OWN.flatMap(({ setting, of, what }) => {
    const owners = new Map<string, string>()
    return organisations.flatMap((config) => {
      const values = of(config)
      const other = values.map((value) => owners.get(value)).find((name) => name !== undefined)
      for (const value of values) if (!owners.has(value)) owners.set(value, config.name)
      if (other === undefined) return []
      const path = ['organisations', config.name]
      const place = file.placeOf([...path, setting])
      return [
        `${place}: "${[...path, setting].join('.')}" is ${what} as that of ${other}: give each its own.`,
      ]
    })
  })
}

/** The queue of an organisation has a schema of its own beside it. */
function schemasOf({ database, schema }: Config): readonly string[] {
  return [`${database} ${schema}`, `${database} ${schema}_queue`]
}

function embeddedOf({ database }: Config): readonly string[] {
  return database.startsWith('pglite:') ? [database] : []
}
