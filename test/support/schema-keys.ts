/** A place in a JSON Schema: the keys that lead to it, joined by dots, without the places in lists. */
export interface SchemaPlace {
  readonly path: string
  readonly default: unknown
  /** The words of which one stands there. */
  readonly words: readonly string[]
}

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
}

/** Every key of a policy file. A list of settings by circumstances is the setting itself, and a situation is one place. */
export function placesIn(schema: Schema, path = ''): readonly SchemaPlace[] {
  const here = { path, default: schema.default, words: wordsOf(schema) }
  return [
    ...(path ? [here] : []),
    ...Object.entries(keysIn(schema)).flatMap(([key, inner]) => inside(key, inner, path)),
  ]
}

/** The parts of a situation: those of the first one found. */
export function situationKeysIn(schema: Schema): readonly string[] {
  const keys = keysIn(schema)
  if (isSituation(keys)) return Object.keys(keys)
  for (const inner of Object.values(keys)) {
    const found = situationKeysIn(inner)
    if (found.length > 0) return found
  }
  return []
}

function inside(key: string, inner: Schema, path: string): readonly SchemaPlace[] {
  const place = path ? `${path}.${key}` : key
  return isSituation(keysIn(inner))
    ? [{ path: place, default: undefined, words: [] }]
    : placesIn(settingIn(inner), place)
}

/** One that is the same for all stands beside the list by circumstances, so that this list says nothing new. */
function settingIn(schema: Schema): Schema {
  const { anyOf } = schema
  const setting = anyOf?.filter(({ items }) => !items || !('is' in keysIn(items)))
  return setting ? { ...schema, anyOf: setting } : schema
}

function keysIn({ properties, items, anyOf }: Schema): Readonly<Record<string, Schema>> {
  if (properties) return properties
  if (items) return keysIn(items)
  return Object.assign({}, ...(anyOf ?? []).map(keysIn))
}

function wordsOf({ enum: words = [], const: word, items, anyOf = [] }: Schema): readonly string[] {
  const inner = [...anyOf, ...(items ? [items] : [])].flatMap(wordsOf)
  return [...words, word, ...inner].filter((one) => typeof one === 'string')
}

function isSituation(keys: Readonly<Record<string, Schema>>): boolean {
  return 'startsFrom' in keys
}
