import type { FactsOf } from '../../../rules/index.ts'
import { counted } from '../../format.ts'
import type { AllRuleWords } from '../../rule-words.ts'
import { day } from '../nouns.ts'

/** On whether the group can take the child. */
export const GROUP = {
  'group.consented': {
    title: 'U gaf toestemming voor een andere groep',
    held: ({ group }) => `Er is toestemming voor opvang in de groep ${group}.`,
    broken: ({ group, possible }) =>
      possible
        ? `Er is geen toestemming voor opvang in de groep ${group}.`
        : `Opvang in de groep ${group} kan niet: kinderen komen alleen in hun eigen groep.`,
  },
  'group.has-place': {
    title: 'Er is plaats in de groep',
    held: (facts) => `Op ${day(facts.date)} is er plaats: ${presence(facts)}.`,
    broken: (facts) => `Op ${day(facts.date)} is de groep vol: ${presence(facts)}.`,
  },
  'group.staff-ratio': {
    title: 'Er zijn genoeg medewerkers',
    held: required,
    broken: (facts) =>
      facts.required === 0
        ? `Op ${day(facts.date)} zou de groep ${children(facts.children)} hebben. Zo mag een groep volgens de wet niet zijn.`
        : `${required(facts)} Dat is te weinig.`,
  },
} satisfies Partial<AllRuleWords>

function presence({ present, places }: FactsOf<'group.has-place'>): string {
  return `met uw kind erbij ${children(present)} op ${counted(places, 'plaats', 'plaatsen')}`
}

function required(facts: FactsOf<'group.staff-ratio'>): string {
  const staff = counted(facts.required, 'medewerker', 'medewerkers')
  return `Op ${day(facts.date)} zijn voor ${children(facts.children)} volgens de wet ${staff} nodig. Gepland: ${facts.staff}.`
}

function children(count: number): string {
  return counted(count, 'kind', 'kinderen')
}
