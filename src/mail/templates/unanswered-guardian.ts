import type { AskKind } from '../../rules/ask.ts'
import type { IsoDate } from '../../rules/time.ts'
import { dayInWords } from '../dates.ts'
import { facts, paragraph, phone, signature, type Template } from '../letter.ts'
import { requestFooter } from './request-words.ts'
import { ASK_NAMES, salutation } from './words.ts'

export interface UnansweredGuardianData {
  readonly organisation: string
  readonly firstName: string
  readonly location: string
  readonly locationPhone: string
  readonly number: string
  readonly kind: AskKind
  readonly askedOn: IsoDate
}

/** To a guardian whose request has no answer yet: the advice to phone the location (LK-5). */
export const unansweredGuardian: Template<UnansweredGuardianData> = {
  nl: (data) => ({
    subject: 'Uw aanvraag is nog niet beantwoord',
    blocks: [
      paragraph(salutation(data.firstName, 'nl')),
      paragraph(
        `U hebt een aanvraag gedaan bij ${data.location}. De locatie heeft er nog niet naar kunnen kijken. Onze excuses daarvoor.`,
      ),
      facts(
        { label: 'Aanvraag', value: `${data.number}, ${ASK_NAMES.nl[data.kind]}` },
        { label: 'Gevraagd op', value: dayInWords(data.askedOn, 'nl') },
        phone(`Telefoon van ${data.location}`, data.locationPhone),
      ),
      paragraph('Wilt u het snel weten? Bel dan de locatie. Uw aanvraag blijft gewoon staan.'),
      signature('Met vriendelijke groet', data.organisation),
      requestFooter('nl'),
    ],
  }),
  en: (data) => ({
    subject: 'Your request has not been answered yet',
    blocks: [
      paragraph(salutation(data.firstName, 'en')),
      paragraph(
        `You made a request to ${data.location}. The location has not been able to look at it yet. We apologise for that.`,
      ),
      facts(
        { label: 'Request', value: `${data.number}, ${ASK_NAMES.en[data.kind]}` },
        { label: 'Asked on', value: dayInWords(data.askedOn, 'en') },
        phone(`Phone of ${data.location}`, data.locationPhone),
      ),
      paragraph('Would you like to know soon? Please phone the location. Your request stays as it is.'),
      signature('Kind regards', data.organisation),
      requestFooter('en'),
    ],
  }),
}
