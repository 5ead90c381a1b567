import { basename } from 'node:path'
import { type Mapping, meaningKey } from '../../../csv/profile/mapping.ts'
import { checkYaml, parseYaml } from '../../../policy/yaml-file.ts'
import type { IsoDate } from '../../../rules/index.ts'
import type { Profile } from './profile.ts'
import { profileMistakes } from './profile-mistakes.ts'
import { profileSchema } from './profile-schema.ts'

/** Reads a profile; its name is that of the file. Throws a UserError with all mistakes, each with its line. */
export function readProfile(text: string, path: string, today: IsoDate): Profile {
  const yaml = parseYaml(text, path)
  const { note, delimiter, encoding, headerLine, kinds } = checkYaml(yaml, profileSchema, (value) =>
    profileMistakes(value, today),
  )
  const entries = Object.entries(kinds)
  return {
    name: basename(path, '.yaml'),
    note: note ?? null,
    ...(delimiter !== undefined && { delimiter }),
    ...(encoding !== undefined && { encoding }),
    ...(headerLine !== undefined && { headerLine }),
    kinds: new Map(entries.map(([kind, body]) => [kind, toMapping(body, entries.length > 1)])),
  }
}

interface Body {
  readonly columns: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly constants: Readonly<Record<string, string>>
}

function toMapping({ columns, values, constants }: Body, shared: boolean): Mapping {
  const meanings = Object.entries(values).map(([column, map]) => {
    const cells = Object.entries(map).map(([cell, value]) => [meaningKey(cell), value] as const)
    return [column, new Map(cells)] as const
  })
  return {
    columns: new Map(Object.entries(columns)),
    values: new Map(meanings),
    constants: new Map(Object.entries(constants)),
    shared,
  }
}
