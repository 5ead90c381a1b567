import type { Manifest } from '../../archive/manifest.ts'

/** One export of a child for a guardian, as far as its ZIPs are given. */
export interface ExportAmong {
  /** The place with the child; undefined where the ZIP is older than that it says so. */
  readonly guardian: number | undefined
  /** How many parts it has. */
  readonly of: number
  /** Those that are given, each once, or in several versions when it was made again. */
  readonly parts: readonly (readonly Manifest[])[]
}

/**
 * The exports to which these ZIPs of one child belong: parts of one guardian together, each other ZIP by itself. The same
 * ZIP given twice, such as a copy, counts once.
 */
export function exportsAmong(manifests: readonly Manifest[]): readonly ExportAmong[] {
  const distinct = new Map(manifests.map((manifest) => [JSON.stringify(manifest), manifest]))
  const exports = Map.groupBy([...distinct], ([text, { guardian, part }]) =>
    part ? `${guardian} ${part.of}` : text,
  )
  return [...exports.values()].map((members) => {
    const ofOne = members.map(([, manifest]) => manifest)
    return {
      guardian: ofOne[0]?.guardian,
      of: ofOne[0]?.part?.of ?? 1,
      parts: [...Map.groupBy(ofOne, ({ part }) => part?.number).values()],
    }
  })
}
