import type { IsoDate } from '../../rules/time.ts'
import { dayInWords } from '../dates.ts'
import { button, footer, type Language, paragraph, section, signature, type Template } from '../letter.ts'

/** A day on which more children come to a group than it has places. */
export interface DayOverPlaces {
  readonly group: string
  readonly date: IsoDate
  readonly children: number
  readonly places: number
}

/** A day on which groups have less staff planned than the law requires; `required` is 0 when no staff would be enough. */
export interface DayShortOfStaff {
  readonly group: string
  readonly date: IsoDate
  readonly children: number
  readonly staff: number
  readonly required: number
}

export interface GroupsTooFullData {
  readonly organisation: string
  readonly location: string
  readonly portal: string
  readonly overPlaces: readonly DayOverPlaces[]
  readonly shortOfStaff: readonly DayShortOfStaff[]
}

/** To a location: on which of the coming days its groups are too full, for their places or for the staff (LK-9). */
export const groupsTooFull: Template<GroupsTooFullData> = {
  nl: (data) => ({
    subject: `${data.location}: te volle groepen op ${daysOf(data) === 1 ? '1 dag' : `${daysOf(data)} dagen`}`,
    blocks: [
      paragraph("Beste collega's,"),
      paragraph('In de komende 30 dagen zijn groepen te vol. Hieronder staat waar en wanneer.'),
      ...section('Meer kinderen dan plaatsen', linesOf(data.overPlaces, 'nl', placesInDutch)),
      ...section('Minder medewerkers dan de wet vraagt', linesOf(data.shortOfStaff, 'nl', staffInDutch)),
      paragraph('Komt er iets bij of verandert er iets, dan krijgt u weer een e-mail.'),
      button('Open het portaal', data.portal),
      signature('Met vriendelijke groet', data.organisation),
      footer('U krijgt deze e-mail op het adres van de locatie, als een groep te vol is.'),
    ],
  }),
  en: (data) => ({
    subject: `${data.location}: groups too full on ${daysOf(data) === 1 ? '1 day' : `${daysOf(data)} days`}`,
    blocks: [
      paragraph('Dear colleagues,'),
      paragraph('In the coming 30 days some groups are too full. Below you see where and when.'),
      ...section('More children than places', linesOf(data.overPlaces, 'en', placesInEnglish)),
      ...section('Less staff than the law requires', linesOf(data.shortOfStaff, 'en', staffInEnglish)),
      paragraph('If something is added or changes, you get another e-mail.'),
      button('Open the portal', data.portal),
      signature('Kind regards', data.organisation),
      footer('You get this e-mail at the address of the location, when a group is too full.'),
    ],
  }),
}

function daysOf({ overPlaces, shortOfStaff }: GroupsTooFullData): number {
  return new Set([...overPlaces, ...shortOfStaff].map(({ date }) => date)).size
}

/** A mail is no report: the portal shows the rest. */
const MOST_LINES = 40

const MORE: Readonly<Record<Language, (more: number) => string>> = {
  nl: (more) => `en nog ${more} keer`,
  en: (more) => `and ${more} more`,
}

interface DayOfGroup {
  readonly group: string
  readonly date: IsoDate
}

function linesOf<Day extends DayOfGroup>(
  days: readonly Day[],
  language: Language,
  inWords: (day: Day) => string,
): readonly string[] {
  const lines = days.map((day) => `${day.group}, ${dayInWords(day.date, language)}: ${inWords(day)}`)
  const more = lines.length - MOST_LINES
  return more > 0 ? [...lines.slice(0, MOST_LINES), MORE[language](more)] : lines
}

function placesInDutch({ children, places }: DayOverPlaces): string {
  return `${childrenInDutch(children)}, ${places === 1 ? '1 plaats' : `${places} plaatsen`}`
}

function placesInEnglish({ children, places }: DayOverPlaces): string {
  return `${childrenInEnglish(children)}, ${places === 1 ? '1 place' : `${places} places`}`
}

function staffInDutch({ children, staff, required }: DayShortOfStaff): string {
  const needed = required === 0 ? 'te veel kinderen voor één groep' : `${required} nodig`
  return `${childrenInDutch(children)}, ${staff} ${staff === 1 ? 'medewerker' : 'medewerkers'} gepland, ${needed}`
}

function staffInEnglish({ children, staff, required }: DayShortOfStaff): string {
  const needed = required === 0 ? 'too many children for one group' : `${required} needed`
  return `${childrenInEnglish(children)}, ${staff} staff planned, ${needed}`
}

function childrenInDutch(children: number): string {
  return children === 1 ? '1 kind' : `${children} kinderen`
}

function childrenInEnglish(children: number): string {
  return children === 1 ? '1 child' : `${children} children`
}
