import type { FactsOf } from '../../../rules/index.ts'
import { counted } from '../../format.ts'
import type { AllRuleWords } from '../../rule-words.ts'
import { day } from '../nouns.ts'

/** On whether the group can take the child. */
export const GROUP = {
  'group.consented': {
    title: 'You gave consent for another group',
    held: ({ group }) => `There is consent for care in the group ${group}.`,
    broken: ({ group, possible }) =>
      possible
        ? `There is no consent for care in the group ${group}.`
        : `Care in the group ${group} is not possible: children come in their own group only.`,
  },
  'group.has-place': {
    title: 'The group has a place',
    held: (facts) => `There is a place on ${day(facts.date)}: ${presence(facts)}.`,
    broken: (facts) => `The group is full on ${day(facts.date)}: ${presence(facts)}.`,
  },
  'group.staff-ratio': {
    title: 'There is enough staff',
    held: required,
    broken: (facts) =>
      facts.required === 0
        ? `On ${day(facts.date)} the group would have ${children(facts.children)}. By law no group may be like that.`
        : `${required(facts)} That is not enough.`,
  },
} satisfies Partial<AllRuleWords>

function presence({ present, places }: FactsOf<'group.has-place'>): string {
  return `with your child ${children(present)} in ${counted(places, 'place', 'places')}`
}

function required(facts: FactsOf<'group.staff-ratio'>): string {
  const staff = counted(facts.required, 'member', 'members')
  return `On ${day(facts.date)} the law asks for ${staff} of staff for ${children(facts.children)}. Planned: ${facts.staff}.`
}

function children(count: number): string {
  return counted(count, 'child', 'children')
}
