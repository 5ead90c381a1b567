import { basename } from 'node:path'
import type { Policy, PolicyBook } from '../rules/policy.ts'
import { ALWAYS_RULES, RULE_IDS } from '../rules/verdict.ts'
import { at, itemsOf } from './plain.ts'
import { type PolicyText, policySchema, type VersionText } from './policy-schema.ts'
import { checkYaml, type Mistake, parseYaml } from './yaml-file.ts'

/**
 * Reads a policy file; its name is that of the file without `.yaml`. Throws UserError that names all mistakes, each
 * with file, line and what was expected.
 */
export function readPolicyFile(text: string, path: string): PolicyBook {
  return bookOf(
    checkYaml(parseYaml(text, path), policySchema, policyMistakes),
    basename(path).replace(/\.ya?ml$/, ''),
  )
}

function bookOf({ organisation, versions }: PolicyText, name: string): PolicyBook {
  const [first, ...rest] = versions
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))
    .map((version) => policyOf(version, name, organisation))
  if (!first) throw new RangeError('A policy without versions passed its schema')
  return { name, versions: [first, ...rest] }
}

function policyOf(version: VersionText, name: string, organisation: string): Policy {
  const { from, swap, extra, creditDay, answer, credit, activation, departure, ...same } = version
  return {
    ...same,
    ref: { name, from },
    organisation,
    swap: { aheadDays: swap.ahead },
    extra: { aheadDays: extra.ahead, notice: extra.notice },
    creditDay: { aheadDays: creditDay.ahead, notice: creditDay.notice },
    answer: { workingDays: answer.within },
    credit: { reported: credit.reported, validDays: credit.valid, wholeDaysOnly: credit.wholeDaysOnly },
    activation: {
      daysBeforeStart: activation.beforeStart,
      validDays: activation.linkValid,
      remindAfterDays: activation.remindAfter,
      reminders: activation.reminders,
    },
    departure: { downloadDays: departure.download, remindDaysBefore: departure.remindBefore },
  }
}

function* policyMistakes(value: unknown): Iterable<Mistake> {
  yield* doubles(value)
  yield* rulesWithoutClause(value)
}

/** A rule that nobody wrote a clause for would be enforced without a published rule to point at. */
function* rulesWithoutClause(value: unknown): Iterable<Mistake> {
  for (const [number, version] of itemsOf(at(value, 'versions')).entries()) {
    const clauses = at(version, 'clauses')
    if (clauses === undefined) continue
    const named = new Set(itemsOf(clauses).flatMap((clause) => itemsOf(at(clause, 'rules'))))
    const missing = RULE_IDS.filter((rule) => !named.has(rule) && !ALWAYS_RULES.includes(rule))
    const path = ['versions', number, 'clauses']
    const advice = 'add it to the `rules` of the clause that it stands on'
    yield* missing.map((rule) => ({ path, message: `no clause has the rule "${rule}"; ${advice}` }))
  }
}

/** What may stand only once: a first day in the file, the id of a clause and a rule's clause in a version. */
function* doubles(value: unknown): Iterable<Mistake> {
  const versions = itemsOf(at(value, 'versions'))
  yield* repeated(
    versions.map((version, number) => ({ name: at(version, 'from'), path: ['versions', number, 'from'] })),
  )
  for (const [number, version] of versions.entries()) {
    const clauses = itemsOf(at(version, 'clauses'))
    const place = (clause: number) => ['versions', number, 'clauses', clause]
    yield* repeated(
      clauses.map((clause, index) => ({ name: at(clause, 'id'), path: [...place(index), 'id'] })),
    )
    yield* repeated(
      clauses.flatMap((clause, index) =>
        itemsOf(at(clause, 'rules')).map((name, rule) => ({ name, path: [...place(index), 'rules', rule] })),
      ),
    )
  }
}

function* repeated(places: readonly { name: unknown; path: readonly PropertyKey[] }[]): Iterable<Mistake> {
  const seen = new Set<unknown>()
  for (const { name, path } of places) {
    if (name !== undefined && seen.has(name)) yield { path, message: `"${String(name)}" stands twice` }
    seen.add(name)
  }
}
