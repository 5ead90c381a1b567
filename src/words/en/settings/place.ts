import type { CancelPolicy, PlacePolicy, Policy } from '../../../rules/index.ts'
import type { SettingWords } from '../../settings.ts'
import { duration, length } from '../amounts.ts'
import { limit, setting } from '../cases.ts'
import { asks, list, publicHolidays } from '../nouns.ts'
import { deadline, decisionDay } from '../terms.ts'

type Open = CancelPolicy['open'][number]['is']
type Granted = CancelPolicy['granted'][number]['is']

const LATE: Readonly<Record<CancelPolicy['late'][number]['is'], string>> = {
  refused: 'the day stays',
  charged: 'the day counts as used',
  'charged-and-credited': 'the day counts as used and you get credit for it',
}

const SHORT: Readonly<Record<PlacePolicy['short'], string>> = {
  refused: 'Without a place it is not possible.',
  'needs-review': 'Without a place the location will see whether it is possible after all.',
}

const ANSWER: Readonly<Record<Policy['answer']['by'][number]['is'], string>> = {
  location: 'is answered by the location',
  rules: 'is granted at once',
}

/** Who gets a place, who answers, and until when that can be taken back. */
export const PLACE = {
  publicHolidays: ({ publicHolidays: names }) =>
    names.length === 0
      ? []
      : [`On these public holidays all locations are closed: ${publicHolidays(names)}.`],
  'cancel.open': ({ cancel }) =>
    setting('A request without an answer can be withdrawn', cancel.open, withdrawn, withdrawn('always')),
  'cancel.granted': ({ cancel }) =>
    setting('A granted day can be cancelled', cancel.granted, cancelled, cancelled('unpublished')),
  'cancel.late': ({ cancel }) =>
    limit('When you cancel too late,', cancel.late, (is) => LATE[is], LATE.refused),
  'place.order': ({ place }) => order(place.order),
  'place.secondGroup': ({ place }) => [
    place.secondGroup
      ? 'Your child can come in a second group too, if you gave consent for it.'
      : 'Your child comes in its own group only.',
  ],
  'place.staffRatio': ({ place }) => [
    place.staffRatio
      ? 'The planned members of staff must by law be enough for the group.'
      : "The number of planned members of staff doesn't count.",
  ],
  'place.short': ({ place }) => [SHORT[place.short]],
  'answer.workingDays': ({ answer }) => [
    `You get an answer within ${length({ count: answer.workingDays, unit: 'working-days' })}.`,
  ],
  'answer.decided': ({ answer }) => limit('A request is decided', answer.decided, decisionDay, 'at once'),
  'answer.by': ({ answer }) =>
    setting('What the rules allow', answer.by, (is) => ANSWER[is], ANSWER.location),
} satisfies Partial<SettingWords>

function withdrawn(open: Open): string {
  if (open === 'always') return 'at any time'
  if (open === 'never') return 'at no time'
  return `up to and including ${duration(open.minutes)} after asking`
}

function cancelled(granted: Granted): string {
  if (granted === 'never') return 'at no time'
  if (granted === 'unpublished') return 'if the location agrees'
  return deadline(granted)
}

function order(ranks: PlacePolicy['order']): readonly string[] {
  if (ranks === 'none') return ['A request without an answer holds no place.']
  const named = ranks.map((kinds) => list(kinds.map(asks)))
  return [
    'Who asks earlier goes first.',
    ...(named.length > 1 ? [`The order of requests is: ${named.join('; then ')}.`] : []),
  ]
}
