import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { UserError } from '../errors.ts'

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
  const broken = document.errors.map(
    (error) => `${file}:${lines.linePos(error.pos[0]).line}: ${error.message}`,
  )
  if (broken.length > 0) throw new UserError(broken.join('\n'))
  const offsetOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const offset = offsetAt(document.contents, path.slice(0, length))
      if (offset !== undefined) return offset
    }
    return 0
  }
  return { file, value: document.toJS(), lineOf: (path) => lines.linePos(offsetOf(path)).line }
}

/** The value as the schema makes it. Throws UserError with all mistakes, the schema's and the `further` ones, by line. */
export function checkYaml<T>(
  yaml: YamlFile,
  schema: z.ZodType<T>,
  further: (value: unknown) => Iterable<Mistake> = () => [],
): T {
  const read = schema.safeParse(yaml.value, {
    error: ({ code, input }) => (code === 'invalid_type' && input === undefined ? 'is missing' : undefined),
  })
  const mistakes = [...(read.error?.issues ?? []).flatMap(asMistakes), ...further(yaml.value)]
  if (read.success && mistakes.length === 0) return read.data
  throw new UserError(inOrder(mistakes, yaml).join('\n'))
}

/** An unknown key is pointed at itself, not at the object that holds it. */
function asMistakes(issue: z.core.$ZodIssue): readonly Mistake[] {
  if (issue.code !== 'unrecognized_keys') return [issue]
  return issue.keys.map((key) => ({ path: [...issue.path, key], message: `unknown key "${key}"` }))
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
