import { readFileSync } from 'node:fs'
import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import type { NamedFile } from './config-source.ts'
import { UserError } from './errors.ts'

export interface ConfigFile {
  readonly value: Readonly<Record<string, unknown>>
  /** Where a setting stands: the file, and its line if it is there. */
  readonly placeOf: (path: readonly PropertyKey[]) => string
}

/** Of no settings at all nothing is wrong, so that nobody asks for their place. */
export const NO_FILE: ConfigFile = { value: {}, placeOf: () => 'the settings' }

/** A settings file as it was written. Throws a UserError when it is no YAML or no list of settings. */
export function readConfigFile(named: NamedFile): ConfigFile {
  const { path } = named
  const lines = new LineCounter()
  const document = parseDocument(readText(named), { lineCounter: lines })
  const broken = document.errors[0]
  if (broken) {
    throw new UserError(
      `${path}, line ${lines.linePos(broken.pos[0]).line}: this is not YAML (${broken.code}): mend that line.`,
    )
  }
  return {
    value: settingsOf(document, path),
    placeOf: (setting) => {
      const at = nearestStart(document, setting)
      return at === undefined ? path : `${path}, line ${lines.linePos(at).line}`
    },
  }
}

function readText({ path, advice }: NamedFile): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const what = code === 'ENOENT' ? 'is not there' : `can't be read (${code})`
    throw new UserError(`The settings file ${path} ${what}: ${advice}.`)
  }
}

function settingsOf(document: Document, path: string): Record<string, unknown> {
  if (document.contents !== null && !isMap(document.contents) && !isEmpty(document.contents)) {
    throw new UserError(
      `${path} holds no settings: write each on a line of its own, as in "language: nl"; "ouderportaal init" writes an example.`,
    )
  }
  try {
    return (document.toJS() ?? {}) as Record<string, unknown>
  } catch {
    throw new UserError(`${path}: an alias (*name) leads nowhere or too far: write the value itself there.`)
  }
}

function isEmpty(node: unknown): boolean {
  return isScalar(node) && node.value === null
}

/** Of a setting that was left out, where the one begins that it would be in. */
function nearestStart(document: Document, setting: readonly PropertyKey[]): number | undefined {
  if (setting.length === 0) return undefined
  return startOf(document, setting) ?? nearestStart(document, setting.slice(0, -1))
}

/** Where the name of a setting begins, which its value may be far below. */
function startOf(document: Document, setting: readonly PropertyKey[]): number | undefined {
  const parent = setting.length > 1 ? document.getIn(setting.slice(0, -1), true) : document.contents
  const pair = isMap(parent)
    ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === setting.at(-1))
    : undefined
  return isScalar(pair?.key) ? pair.key.range?.[0] : undefined
}
