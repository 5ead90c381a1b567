import {
  type Alias,
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml'
import type { z } from 'zod'
import { UserError } from '../errors.ts'
import { inPlainWords } from './plain-words.ts'

/** A mistake in a file: where it is in the document, by keys and places in lists, and what was expected. */
export interface Mistake {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** Text read as YAML, with the way back from a place in the value to its line. */
export interface YamlFile {
  readonly file: string
  readonly value: unknown
  readonly lineOf: (path: readonly PropertyKey[]) => number
}

/** Reads text as YAML 1.2, in which a date stays text. Throws UserError with every line that is no YAML. */
export function parseYaml(text: string, file: string): YamlFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const lineAt = (offset: number) => lines.linePos(offset).line
  const broken = document.errors.map((error) => `${file}:${lineAt(error.pos[0])}: ${error.message}`)
  if (broken.length > 0) throw new UserError(broken.join('\n'))
  const value = plainValue(document, (alias, message) => `${file}:${lineAt(startOf(alias) ?? 0)}: ${message}`)
  const offsetOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const offset = offsetAt(document.contents, path.slice(0, length))
      if (offset !== undefined) return offset
    }
    return 0
  }
  return { file, value, lineOf: (path) => lineAt(offsetOf(path)) }
}

/** The document as plain values. An alias can fail only here: it names nothing, or many together stand for too much. */
function plainValue(
  document: Document.Parsed,
  mistakeAt: (alias: Alias, message: string) => string,
): unknown {
  const aliases: Alias[] = []
  visit(document, { Alias: (_, alias) => void aliases.push(alias) })
  const lost = aliases.filter((alias) => !alias.resolve(document))
  if (lost.length > 0) {
    const mistakes = lost.map((alias) =>
      mistakeAt(alias, `nothing above has the name of the alias *${alias.source}`),
    )
    throw new UserError(mistakes.join('\n'))
  }
  try {
    return document.toJS()
  } catch (error) {
    const last = aliases.at(-1)
    if (!last || !(error instanceof ReferenceError)) throw error
    throw new UserError(
      mistakeAt(last, 'the aliases up to here stand for too much; write out what they stand for'),
    )
  }
}

/** The value as the schema makes it. Throws UserError with all mistakes, the schema's and the `further` ones, by line. */
export function checkYaml<T>(
  yaml: YamlFile,
  schema: z.ZodType<T>,
  further: (value: unknown) => Iterable<Mistake> = () => [],
): T {
  const read = schema.safeParse(yaml.value, { error: inPlainWords })
  const mistakes = [...(read.error?.issues ?? []).flatMap(asMistakes), ...further(yaml.value)]
  if (read.success && mistakes.length === 0) return read.data
  return failWith(mistakes, yaml)
}

/** Throws UserError with the mistakes, by line. */
export function failWith(mistakes: readonly Mistake[], yaml: YamlFile): never {
  throw new UserError(inOrder(mistakes, yaml).join('\n'))
}

/** Points at the place itself: at an unknown key, and inside of what is written the way of one of several. */
function asMistakes(issue: z.core.$ZodIssue): readonly Mistake[] {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...issue.path, key], message: `unknown key "${key}"` }))
    case 'invalid_key':
      return within(issue.path, issue.issues.flatMap(asMistakes))
    case 'invalid_union': {
      const inside = issue.errors.map((way) => way.flatMap(asMistakes)).find((way) => way.some(isInside))
      return inside ? within(issue.path, inside) : [issue]
    }
    default:
      return [issue]
  }
}

function isInside({ path }: Mistake): boolean {
  return path.length > 0
}

function within(place: Mistake['path'], mistakes: readonly Mistake[]): readonly Mistake[] {
  return mistakes.map(({ path, message }) => ({ path: [...place, ...path], message }))
}

function inOrder(mistakes: readonly Mistake[], { file, lineOf }: YamlFile): readonly string[] {
  return mistakes
    .map(({ path, message }) => ({ line: lineOf(path), at: path.map(String).join('.'), message }))
    .toSorted((one, other) => one.line - other.line)
    .map(({ line, at, message }) => `${file}:${line}: ${at ? `${at}: ` : ''}${message}`)
}

/** Where the key stands, or the item of a list; undefined when the document has no such place. */
function offsetAt(node: unknown, [key, ...rest]: readonly PropertyKey[]): number | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(key)]
    return rest.length > 0 ? offsetAt(item, rest) : startOf(item)
  }
  if (!isMap(node)) return undefined
  const pair = node.items.find((one) => isScalar(one.key) && String(one.key.value) === String(key))
  if (!pair) return undefined
  return rest.length > 0 ? offsetAt(pair.value, rest) : startOf(pair.key)
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined
}
