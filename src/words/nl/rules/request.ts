import type { FactsOf } from '../../../rules/index.ts'
import { capital } from '../../format.ts'
import type { AllRuleWords } from '../../rule-words.ts'
import { asked, asks, careTypes, day, period } from '../nouns.ts'
import { deadline, horizon } from '../sentences.ts'

const CANCELLED = deadline('Op tijd afzeggen', 'afgezegd')
const WITHDRAWN = deadline('Op tijd intrekken', 'ingetrokken')

/** On the request itself, before any day is looked at. */
export const REQUEST = {
  'request.digital': {
    title: 'Aanvragen via het ouderportaal',
    held: ({ by, reasonGiven }) => {
      if (by === 'guardian') return 'De aanvraag komt uit het ouderportaal.'
      return `Een medewerker heeft de aanvraag ingevoerd${reasonGiven ? ' en de reden genoteerd' : ''}.`
    },
    broken: ({ staffMayEnter }) =>
      staffMayEnter
        ? 'Een medewerker heeft de aanvraag ingevoerd zonder reden. Schrijf erbij waarom het niet via het ouderportaal kon.'
        : 'Een medewerker mag dit niet voor u aanvragen. Vraag het zelf aan in het ouderportaal.',
  },
  'request.offered': {
    title: 'Dit kunt u voor deze opvang aanvragen',
    held: (facts) => `${capital(asked(facts.kind))} is mogelijk voor deze opvang${named(facts)}.`,
    broken: (facts) => `${capital(asked(facts.kind))} is niet mogelijk voor deze opvang${named(facts)}.`,
  },
  'request.cap': {
    title: 'Het hoogste aantal is niet bereikt',
    held: (facts) => `${mostInPeriod(facts)}.`,
    broken: (facts) => `Het hoogste aantal is bereikt. ${mostInPeriod(facts)}.`,
  },
  'absence.horizon': horizon('Hoe ver vooruit u kunt afmelden'),
  'contract.in-force': {
    title: 'Er loopt een contract',
    held: ({ date, careTypes: types }) =>
      `Uw kind heeft op ${day(date)} een contract${types.length > 0 ? ` voor ${careTypes(types)}` : ''}.`,
    broken: ({ date, careTypes: types }) =>
      `Uw kind heeft op ${day(date)} geen contract${types.length > 0 ? ` voor ${careTypes(types)}` : ''}.`,
  },
  'cancel.notice': {
    title: CANCELLED.title,
    held(facts) {
      if ('limit' in facts) return timed(facts).held(facts)
      return `De aanvraag voor ${day(facts.date)} heeft nog geen antwoord. U kunt hem intrekken.`
    },
    broken(facts) {
      if ('limit' in facts) return timed(facts).broken(facts)
      return facts.state === 'open'
        ? `De aanvraag voor ${day(facts.date)} kan niet worden ingetrokken.`
        : `Te laat om af te zeggen: de aanvraag voor ${day(facts.date)} is al toegezegd.`
    },
  },
} satisfies Partial<AllRuleWords>

function timed({ state }: FactsOf<'cancel.notice'>): typeof CANCELLED {
  return state === 'open' ? WITHDRAWN : CANCELLED
}

function named({ careTypes: types }: FactsOf<'request.offered'>): string {
  return types.length > 0 ? ` (${careTypes(types)})` : ''
}

function mostInPeriod(facts: FactsOf<'request.cap'>): string {
  return `${capital(asks(facts.kind))} ${period(facts)}: hooguit ${facts.most}. Al toegezegd: ${facts.granted}`
}
