import { UserError } from '../errors.ts'
import { nearestName } from '../policy/nearest-name.ts'

/**
 * The one of that name, also when only its capitals are written otherwise and no other is so called. Throws a UserError
 * that names the nearest, or all there are.
 */
export function findNamed<Named extends { readonly name: string }>(
  kind: 'location' | 'group',
  written: string,
  all: readonly Named[],
): Named {
  const alike = all.filter(({ name }) => name.toLowerCase() === written.trim().toLowerCase())
  const found = all.find(({ name }) => name === written) ?? (alike.length === 1 ? alike[0] : undefined)
  if (found) return found
  const names = all.map(({ name }) => name).toSorted()
  const nearest = nearestName(written, names)
  const hint =
    nearest === undefined
      ? `choose one of ${names.join(', ') || '(none yet)'}.`
      : `did you mean "${nearest}"?`
  throw new UserError(`There is no ${kind} "${written}": ${hint}`)
}
