import type { Policy } from '../../rules/policy.ts'
import { type Circumstances, fits } from '../../rules/terms/index.ts'
import { choicesOf, type PlacedChoice } from './choices.ts'
import type { LintFinding } from './finding.ts'
import { circumstancesFor } from './sample-circumstances.ts'

/**
 * Entries of settings that never count: no care is as they ask for, or wherever some is, one written before them
 * counts. Tried on care of every sort that the setting tells apart, so that several together may cover an entry.
 */
export function* deadSettings(policy: Policy): Iterable<LintFinding> {
  for (const placed of choicesOf(policy)) yield* deadEntries(placed, policy)
}

function* deadEntries(placed: PlacedChoice, policy: Policy): Iterable<LintFinding> {
  const { choice, path } = placed
  const { fitting, counting } = entriesUsed(placed, policy)
  for (const number of choice.keys()) {
    if (counting.has(number)) continue
    const covered = fitting.has(number)
    yield {
      code: 'never-applies',
      path: [...path, number],
      message: covered
        ? `setting ${number + 1} of ${path.join('.')} never counts: those before it come first wherever it fits`
        : `setting ${number + 1} of ${path.join('.')} never counts: no care is as its \`when\` asks for`,
      advice: covered
        ? 'move it before the more general one, or take it out'
        : 'change its `when`, or take it out',
    }
  }
}

/** Which entries fit some care, and which of these are the first to fit some. */
function entriesUsed(placed: PlacedChoice, policy: Policy) {
  const { choice } = placed
  const [fitting, counting] = [new Set<number>(), new Set<number>()]
  for (const care of circumstancesFor(placed, policy)) {
    const places = fittingPlaces(choice, care)
    for (const place of places) fitting.add(place)
    if (places[0] !== undefined) counting.add(places[0])
    if (counting.size === choice.length) break
  }
  return { fitting, counting }
}

function fittingPlaces(choice: PlacedChoice['choice'], care: Circumstances): readonly number[] {
  return [...choice.keys()].filter((number) => fits(choice[number]?.when ?? {}, care))
}
