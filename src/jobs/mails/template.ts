import { UserError } from '../../errors.ts'
import { nearestName } from '../../policy/nearest-name.ts'
import { mailKinds } from '../delivery/kinds.ts'

/** Throws UserError when there is no mail of that name: a slip of the pen is not "nothing to do". */
export function assertTemplate(name: string): void {
  if (mailKinds.has(name)) return
  const names = [...mailKinds.keys()]
  const nearest = nearestName(name, names)
  const hint = nearest === undefined ? `choose one of ${names.join(', ')}.` : `did you mean "${nearest}"?`
  throw new UserError(`There is no mail template "${name}": ${hint}`)
}
