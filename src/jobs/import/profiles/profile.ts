import { KINDS } from '../../../csv/kinds/index.ts'
import type { Mapping } from '../../../csv/profile/mapping.ts'
import type { Encoding } from '../../../csv/report.ts'
import { UserError } from '../../../errors.ts'

/** How one package writes its export, kept under a name. */
export interface Profile {
  /** That of its file. */
  readonly name: string
  /** For people: which package, which of its exports. */
  readonly note: string | null
  /** Only where it can't be found out from the file itself. */
  readonly delimiter?: string
  readonly encoding?: Exclude<Encoding, 'utf-8-bom'>
  readonly headerLine?: number
  /** By the name of the kind; at least one. */
  readonly kinds: ReadonlyMap<string, Mapping>
}

/** What a profile says of one kind of file. Throws a UserError when it doesn't know that kind. */
export function mappingOf({ name, kinds }: Profile, kind: string): Mapping {
  const mapping = kinds.get(kind)
  const names = kindsInOrder({ kinds })
  if (mapping) {
    const others = names.filter((one) => one !== kind)
    return {
      ...mapping,
      beside: others.map((one) => ({ name: one, kind: KINDS[one], mapping: kinds.get(one) as Mapping })),
      isFirst: names[0] === kind,
    }
  }
  throw new UserError(
    `The profile "${name}" says nothing of ${kind}, only of ${[...kinds.keys()].join(', ')}: add it, or name another.`,
  )
}

/** The kinds that a profile knows, as they have to be brought in: what others refer to goes first. */
export function kindsInOrder({ kinds }: Pick<Profile, 'kinds'>): readonly (keyof typeof KINDS)[] {
  return (Object.keys(KINDS) as (keyof typeof KINDS)[]).filter((name) => kinds.has(name))
}

/** As JSON: maps as objects. */
export function profileDocument({ kinds, ...rest }: Profile) {
  const bodies = Array.from(kinds, ([kind, { columns, values, constants }]) => [
    kind,
    {
      columns: Object.fromEntries(columns),
      values: Object.fromEntries(Array.from(values, ([column, map]) => [column, Object.fromEntries(map)])),
      constants: Object.fromEntries(constants),
    },
  ])
  return { ...rest, kinds: Object.fromEntries(bodies) }
}
