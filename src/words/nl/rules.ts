import { counted } from '../format.ts'
import type { AllRuleWords, MissingWords } from '../rule-words.ts'
import { care, careType, careTypes, day, days } from './nouns.ts'
import { deadline, horizon, openDay } from './sentences.ts'

const CANCELLED = deadline('Op tijd afzeggen', 'afgezegd')

/** Every rule in plain Dutch, for guardians. */
export const RULES: AllRuleWords = {
  'request.digital': {
    title: 'Aanvragen via het ouderportaal',
    held: ({ by }) =>
      by === 'guardian'
        ? 'De aanvraag komt uit het ouderportaal.'
        : 'Een medewerker heeft de aanvraag ingevoerd en de reden genoteerd.',
    broken: () =>
      'Een medewerker heeft de aanvraag ingevoerd zonder reden. Schrijf erbij waarom het niet via het ouderportaal kon.',
  },
  'day.planned': {
    title: 'Er is opvang gepland',
    held: ({ date, planned }) => `Op ${day(date)} staat gepland: ${care(planned)}.`,
    broken({ date, sought, takenBy }) {
      if (takenBy === 'absence') return `Uw kind is al afgemeld voor ${day(date)}.`
      if (takenBy === 'open-swap')
        return `De opvang op ${day(date)} levert u al in met een ruilverzoek dat nog openstaat.`
      return sought === 'request'
        ? `Er is geen extra dag, ruildag of dag met tegoed op ${day(date)} om af te zeggen.`
        : `Op ${day(date)} is er geen opvang gepland.`
    },
  },
  'day.free': {
    title: 'De dag is nog vrij',
    held: ({ date }) => `Op ${day(date)} is uw kind hiervoor nog niet ingepland.`,
    broken: ({ date, planned }) =>
      `Op ${day(date)} is uw kind al ingepland of aangemeld voor ${care(planned)}.`,
  },
  'day.open': openDay('De locatie is open', 'kan uw kind niet komen'),
  'contract.in-force': {
    title: 'Er loopt een contract',
    held: ({ date, careTypes: types }) =>
      `Uw kind heeft op ${day(date)} een contract voor ${careTypes(types)}.`,
    broken: ({ date, careTypes: types }) =>
      `Uw kind heeft op ${day(date)} geen contract${types.length > 0 ? ` voor ${careTypes(types)}` : ''}.`,
  },
  'swap.future': {
    title: 'Ruilen alleen voor komende dagen',
    held: ({ give, take }) => `Beide dagen moeten nog komen: ${days([give, take])}.`,
    broken: ({ today, give, take }) =>
      `Ruilen kan alleen met dagen na vandaag, ${day(today)}. U vroeg om ${day(give)} te ruilen voor ${day(take)}.`,
  },
  'swap.horizon': horizon('Hoe ver vooruit u kunt ruilen'),
  'swap.same-care-type': {
    title: 'Ruilen binnen dezelfde soort opvang',
    held: ({ take }) => `Beide dagen zijn ${careType(take)}.`,
    broken: ({ give, take }) => `U kunt ${careType(give)} niet ruilen voor ${careType(take)}.`,
  },
  'swap.not-closed-day': openDay('Gesloten dagen kunt u niet inleveren', 'kunt u geen opvang inleveren'),
  'extra.horizon': horizon('Hoe ver vooruit u een extra dag kunt aanvragen'),
  'extra.notice': deadline('Een extra dag op tijd aanvragen', 'aangevraagd'),
  'credit-day.horizon': horizon('Hoe ver vooruit u een dag met tegoed kunt aanvragen'),
  'credit-day.notice': deadline('Een dag met tegoed op tijd aanvragen', 'aangevraagd'),
  'credit.available': {
    title: 'Er is tegoed',
    held: ({ unspent }) => `Ongebruikt: ${counted(unspent, 'tegoed', 'tegoeden')}.`,
    broken: ({ from }) =>
      `Uw kind heeft geen ongebruikt tegoed${from ? ` van de afwezigheid op ${day(from)}` : ''}.`,
  },
  'credit.same-care-type': {
    title: 'Tegoed binnen dezelfde soort opvang',
    held: ({ careType: type }) => `Er is tegoed voor ${careType(type)}.`,
    broken: ({ careType: type, creditTypes }) =>
      `Het tegoed is voor ${careTypes(creditTypes)} en geldt niet voor ${careType(type)}.`,
  },
  'credit.valid-on-day': {
    title: 'Het tegoed is geldig op die dag',
    held: ({ date }) => `Er is tegoed dat geldig is op ${day(date)}.`,
    broken: ({ date, absentOn, expiresOn }) =>
      `Geen tegoed is geldig op ${day(date)}. Tegoed van ${days(absentOn)} geldt vanaf de dag erna, tot en met ${days(expiresOn)}.`,
  },
  'credit.reported-in-time': deadline('Op tijd afmelden voor tegoed', 'afgemeld'),
  'credit.contract-day': {
    title: 'Tegoed alleen voor contractdagen',
    held: ({ date, contractCare }) => `Op ${day(date)} is er volgens het contract ${care(contractCare)}.`,
    broken: ({ date, earnedBefore }) =>
      earnedBefore.length > 0
        ? `De dag ${day(date)} leverde al eerder tegoed op voor ${careTypes(earnedBefore)}.`
        : `De opvang op ${day(date)} is een ruildag, extra dag of dag met tegoed. Die levert geen tegoed op.`,
  },
  'credit.whole-day': {
    title: 'Tegoed alleen voor een hele dag',
    held: ({ date, careTypes: types }) =>
      `Uw kind is op ${day(date)} afgemeld voor alle uren ${careTypes(types)}.`,
    broken: ({ date, careTypes: types, reportedMinutes, plannedMinutes }) =>
      `Op ${day(date)} is uw kind afgemeld voor ${reportedMinutes} van de ${plannedMinutes} minuten ${careTypes(types)}. Alleen een hele dag levert tegoed op.`,
  },
  'credit.not-closed-day': openDay('Gesloten dagen leveren geen tegoed op', 'is er geen tegoed te krijgen'),
  'cancel.notice': {
    title: CANCELLED.title,
    held: (facts) =>
      facts.state === 'open'
        ? `De aanvraag voor ${day(facts.date)} heeft nog geen antwoord. U kunt hem intrekken.`
        : CANCELLED.held(facts),
    broken: (facts) =>
      facts.state === 'open'
        ? `De aanvraag voor ${day(facts.date)} kan niet worden ingetrokken.`
        : CANCELLED.broken(facts),
  },
  'group.has-place': {
    title: 'Er is plaats in de groep',
    held: ({ date, present, places }) =>
      `Op ${day(date)} is er plaats: met uw kind erbij ${counted(present, 'kind', 'kinderen')} op ${counted(places, 'plaats', 'plaatsen')}.`,
    broken: ({ date, present, places }) =>
      `Op ${day(date)} is de groep vol: met uw kind erbij ${counted(present, 'kind', 'kinderen')} op ${counted(places, 'plaats', 'plaatsen')}.`,
  },
  'group.staff-ratio': {
    title: 'Er zijn genoeg medewerkers',
    held: ({ date, children, staff, required }) =>
      `Op ${day(date)} zijn voor ${counted(children, 'kind', 'kinderen')} volgens de wet ${counted(required, 'medewerker', 'medewerkers')} nodig. Gepland: ${staff}.`,
    broken: ({ date, children, staff, required }) =>
      required === 0
        ? `Op ${day(date)} zou de groep ${counted(children, 'kind', 'kinderen')} hebben. Zo mag een groep volgens de wet niet zijn.`
        : `Op ${day(date)} zijn voor ${counted(children, 'kind', 'kinderen')} volgens de wet ${counted(required, 'medewerker', 'medewerkers')} nodig. Gepland: ${staff}.`,
  },
}

export const MISSING: MissingWords = {
  careType: 'niet duidelijk is om welke soort opvang het gaat',
  hours: 'niet bekend is om welke uren het gaat',
  places: 'niet bekend is hoeveel plaatsen de groep heeft',
  ages: 'niet bekend is hoe oud de andere kinderen zijn',
}
