import type { CancelPolicy, PlacePolicy, Policy } from '../../../rules/index.ts'
import type { SettingWords } from '../../settings.ts'
import { duration, length } from '../amounts.ts'
import { limit, setting } from '../cases.ts'
import { asks, list, publicHolidays } from '../nouns.ts'
import { deadline, decisionDay } from '../terms.ts'

type Open = CancelPolicy['open'][number]['is']
type Granted = CancelPolicy['granted'][number]['is']

const LATE: Readonly<Record<CancelPolicy['late'][number]['is'], string>> = {
  refused: 'blijft de dag staan',
  charged: 'telt de dag als gebruikt',
  'charged-and-credited': 'telt de dag als gebruikt en krijgt u er tegoed voor',
}

const SHORT: Readonly<Record<PlacePolicy['short'], string>> = {
  refused: 'Is er geen plaats, dan kan het niet.',
  'needs-review': 'Is er geen plaats, dan kijkt de locatie of het toch kan.',
}

const ANSWER: Readonly<Record<Policy['answer']['by'][number]['is'], string>> = {
  location: 'beantwoordt de locatie',
  rules: 'is meteen toegezegd',
}

/** Who gets a place, who answers, and until when that can be taken back. */
export const PLACE = {
  publicHolidays: ({ publicHolidays: names }) =>
    names.length === 0 ? [] : [`Op deze feestdagen zijn alle locaties dicht: ${publicHolidays(names)}.`],
  'cancel.open': ({ cancel }) =>
    setting('Een aanvraag zonder antwoord intrekken kan', cancel.open, withdrawn, withdrawn('always')),
  'cancel.granted': ({ cancel }) =>
    setting('Een toegezegde dag afzeggen kan', cancel.granted, cancelled, cancelled('unpublished')),
  'cancel.late': ({ cancel }) => limit('Bij te laat afzeggen', cancel.late, (is) => LATE[is], LATE.refused),
  'place.order': ({ place }) => order(place.order),
  'place.secondGroup': ({ place }) => [
    place.secondGroup
      ? 'Uw kind kan ook in een tweede groep komen, als u daar toestemming voor gaf.'
      : 'Uw kind komt alleen in de eigen groep.',
  ],
  'place.staffRatio': ({ place }) => [
    place.staffRatio
      ? 'De geplande medewerkers moeten volgens de wet genoeg zijn voor de groep.'
      : 'Het aantal geplande medewerkers telt niet mee.',
  ],
  'place.short': ({ place }) => [SHORT[place.short]],
  'answer.workingDays': ({ answer }) => [
    `U krijgt antwoord binnen ${length({ count: answer.workingDays, unit: 'working-days' })}.`,
  ],
  'answer.decided': ({ answer }) =>
    limit('Over een aanvraag wordt beslist', answer.decided, decisionDay, 'meteen'),
  'answer.by': ({ answer }) =>
    setting('Wat volgens de regels kan,', answer.by, (is) => ANSWER[is], ANSWER.location),
} satisfies Partial<SettingWords>

function withdrawn(open: Open): string {
  if (open === 'always') return 'altijd'
  if (open === 'never') return 'niet'
  return `tot en met ${duration(open.minutes)} na het vragen`
}

function cancelled(granted: Granted): string {
  if (granted === 'never') return 'niet'
  if (granted === 'unpublished') return 'als de locatie dat goedvindt'
  return deadline(granted)
}

function order(ranks: PlacePolicy['order']): readonly string[] {
  if (ranks === 'none') return ['Een aanvraag zonder antwoord houdt geen plaats bezet.']
  const named = ranks.map((kinds) => list(kinds.map(asks)))
  return [
    'Wie eerder vraagt, gaat voor.',
    ...(named.length > 1 ? [`De volgorde van aanvragen is: ${named.join('; daarna ')}.`] : []),
  ]
}
