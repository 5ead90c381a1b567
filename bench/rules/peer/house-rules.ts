import type { RuleProperties, TopLevelCondition } from 'json-rules-engine'
import type { AskKind, Reason, RuleId } from '../../../src/rules/index.ts'

type Condition = Extract<TopLevelCondition, { readonly all: unknown }>['all'][number]

/** A house rule as json-rules-engine states it: a condition on facts of the case. */
export interface PeerRule {
  readonly id: RuleId
  readonly about: Reason['about']
  readonly holds: Condition
}

/** The one fact of a run: what a case is about, by name, each looked up when a condition asks for it. */
export const CASE = 'case'

const on = (path: string, operator: string, value: unknown): Condition => ({
  fact: CASE,
  path,
  operator,
  value,
})
const fact = (path: string) => ({ fact: CASE, path })

/** Holds when one of the conditions does. */
const rule = (id: RuleId, condition: Condition, ...others: readonly Condition[]): PeerRule => ({
  id,
  about: 'request',
  holds: others.length > 0 ? { any: [condition, ...others] } : condition,
})

const creditRule = (id: RuleId, condition: Condition): PeerRule => ({ id, about: 'credit', holds: condition })

const digital = rule('request.digital', on('by', 'equal', 'guardian'), on('reasonGiven', 'equal', true))

const taking: readonly PeerRule[] = [
  rule('contract.in-force', on('inForce', 'equal', true), on('undecided', 'equal', true)),
  rule('day.open', on('closed', 'equal', false)),
  rule('day.free', on('inTheWay', 'equal', 0)),
  rule('group.has-place', on('present', 'lessThanInclusive', fact('places'))),
  rule('group.staff-ratio', on('requiredStaff', 'lessThanInclusive', fact('staff'))),
]

const horizon = on('daysAhead', 'lessThanInclusive', 30)
const notice = on('askedAt', 'notAfter', fact('latest'))

/** The rules of De Lange Keizer for each kind of ask. */
export const PEER_RULES: Readonly<Record<AskKind, readonly PeerRule[]>> = {
  absence: [
    digital,
    rule('day.planned', on('plannedParts', 'greaterThan', 0)),
    creditRule('credit.not-closed-day', on('plannedParts', 'greaterThan', 0)),
    creditRule('credit.contract-day', on('unearnedParts', 'greaterThan', 0)),
    creditRule('credit.whole-day', on('wholeParts', 'greaterThan', 0)),
    creditRule('credit.reported-in-time', on('askedAt', 'before', fact('latest'))),
  ],
  extra: [digital, rule('extra.horizon', horizon), rule('extra.notice', notice), ...taking],
  'credit-day': [
    digital,
    rule('credit-day.horizon', horizon),
    rule('credit-day.notice', notice),
    rule('credit.available', on('credits', 'greaterThan', 0)),
    rule('credit.same-care-type', on('creditsOfType', 'greaterThan', 0), on('typeless', 'equal', true)),
    rule('credit.valid-on-day', on('creditsValid', 'greaterThan', 0), on('creditsOfType', 'equal', 0)),
    ...taking,
  ],
  swap: [
    digital,
    rule('swap.future', on('firstDay', 'after', fact('today'))),
    rule('swap.horizon', horizon),
    rule('swap.same-care-type', on('sameCareType', 'equal', true)),
    rule('day.planned', on('givenParts', 'greaterThan', 0)),
    rule('swap.not-closed-day', on('givenClosed', 'equal', false)),
    ...taking,
  ],
  cancel: [digital, rule('day.planned', on('standing', 'greaterThan', 0)), rule('cancel.notice', notice)],
}

/** A case that lacks a fact is for the location to look at. */
const reviewed: RuleProperties = {
  conditions: { all: [on('missing', 'equal', 0)] },
  event: { type: 'review', params: { about: 'facts' } },
}

/** One engine rule a house rule, since all of them are evaluated and each is told. */
export function eachRule(rules: readonly PeerRule[]): RuleProperties[] {
  const stated = rules.map(({ id, about, holds }) => ({
    conditions: 'any' in holds ? holds : { all: [holds] },
    event: { type: id, params: { about } },
  }))
  return [...stated, reviewed]
}

/** All house rules as one, evaluated in turn up to the first that is broken: is the ask allowed? */
export function allRules(rules: readonly PeerRule[]): RuleProperties[] {
  const inTheWay = rules.filter(({ about }) => about === 'request').map(({ holds }) => holds)
  const inTurn = [...inTheWay, on('missing', 'equal', 0)].map((condition, at) => ({
    ...condition,
    priority: 100 - at,
  }))
  return [{ conditions: { all: inTurn }, event: { type: 'allowed' } }]
}
