import { Engine, type RuleProperties } from 'json-rules-engine'
import type { Ask, Asking, AskKind, Verdict } from '../../../src/rules/index.ts'
import { type CaseFacts, factsOf } from './facts.ts'
import { allRules, CASE, eachRule, PEER_RULES } from './house-rules.ts'
import type { IndexedWorld } from './indexed-world.ts'
import { otherDays } from './other-days.ts'

/** What the peer says of an ask; ours says the same and more. */
export interface Answer {
  readonly outcome: Verdict['outcome']
  /** The rules about the request that are broken. */
  readonly broken: readonly string[]
  readonly earns: boolean
}

/** The same decisions by json-rules-engine. */
export interface Peer {
  readonly decide: (asking: Asking) => Promise<Answer>
  readonly isAllowed: (asking: Asking) => Promise<boolean>
  /** With up to three other days for what is not allowed, as ours has them. */
  readonly decideWithDays: (asking: Asking) => Promise<Answer & { readonly days: readonly Ask[] }>
}

/** Rules that no other day mends: there is no need to look for one. */
const ANY_DAY: readonly string[] = ['request.digital', 'credit.available']

/** The engines are built once, as its documentation says; a run gets one fact, of which a path names the part compared. */
export function makePeer(index: IndexedWorld): Peer {
  const verdicts = enginesOf((kind) => eachRule(PEER_RULES[kind]))
  const allowances = enginesOf((kind) => allRules(PEER_RULES[kind]))
  const run = (engines: Engines, asking: Asking) =>
    engines[asking.ask.kind].run({ [CASE]: factsOf(asking, index) })
  const decide = async (asking: Asking) => answerOf(asking, await run(verdicts, asking))
  const isAllowed = async (asking: Asking) => (await run(allowances, asking)).events.length > 0
  const decideWithDays = async (asking: Asking) => {
    const answer = await decide(asking)
    const hopeless = answer.outcome === 'allowed' || answer.broken.some((rule) => ANY_DAY.includes(rule))
    return { ...answer, days: hopeless ? [] : await otherDays(asking, isAllowed) }
  }
  return { decide, isAllowed, decideWithDays }
}

type Engines = Readonly<Record<AskKind, Engine>>

function enginesOf(rulesOf: (kind: AskKind) => RuleProperties[]): Engines {
  const engine = (kind: AskKind) => makeEngine(rulesOf(kind))
  return {
    absence: engine('absence'),
    swap: engine('swap'),
    extra: engine('extra'),
    'credit-day': engine('credit-day'),
    cancel: engine('cancel'),
  }
}

/** Moments and days compare as text, which its own operators do not. A path is a name, which needs no JSONPath. */
function makeEngine(rules: RuleProperties[]): Engine {
  const pathResolver = (facts: object, name: string) => (facts as CaseFacts)[name]?.()
  const engine = new Engine(rules, { pathResolver })
  engine.addOperator<string, string>('before', (moment, limit) => moment < limit)
  engine.addOperator<string, string>('notAfter', (moment, limit) => moment <= limit)
  engine.addOperator<string, string>('after', (moment, limit) => moment > limit)
  return engine
}

type Failed = Awaited<ReturnType<Engine['run']>>['failureEvents']

function answerOf({ ask }: Asking, { failureEvents }: { readonly failureEvents: Failed }): Answer {
  const brokenAbout = (about: string) => failureEvents.filter(({ params }) => params?.about === about)
  const broken = brokenAbout('request').map(({ type }) => type)
  const unknown = brokenAbout('facts').length > 0
  const outcome = broken.length > 0 ? 'refused' : unknown ? 'needs-review' : 'allowed'
  const earns = ask.kind === 'absence' && outcome === 'allowed' && brokenAbout('credit').length === 0
  return { outcome, broken, earns }
}
