import type { AskKind } from '../../rules/ask.ts'
import type { WallMoment } from '../../rules/time.ts'
import { dayInWords, dayOf } from '../dates.ts'
import { button, footer, type Language, list, paragraph, signature, type Template } from '../letter.ts'
import { ASK_NAMES } from './words.ts'

/** A request by its number: no child and no guardian, the portal shows those to who may see them. */
export interface UnansweredRequest {
  readonly number: string
  readonly kind: AskKind
  readonly askedAt: WallMoment
}

export interface UnansweredDigestData {
  readonly organisation: string
  readonly location: string
  readonly portal: string
  readonly requests: readonly [UnansweredRequest, ...UnansweredRequest[]]
}

/** To a location: which requests wait longer than the house rules promise, the oldest first (LK-5). */
export const unansweredDigest: Template<UnansweredDigestData> = {
  nl: (data) => ({
    subject: waitingInDutch(data),
    blocks: [
      paragraph("Beste collega's,"),
      paragraph(`${waitingInDutch(data)}, langer dan wij beloven. De oudste staat bovenaan.`),
      list(oldestFirst(data.requests).map((request) => line(request, 'nl'))),
      button('Open het portaal', data.portal),
      paragraph('Ouders die het zelf in het portaal vroegen, krijgen het advies om u te bellen.'),
      signature('Met vriendelijke groet', data.organisation),
      footer('U krijgt deze e-mail op het adres van de locatie, als er aanvragen te lang wachten.'),
    ],
  }),
  en: (data) => ({
    subject: waitingInEnglish(data),
    blocks: [
      paragraph('Dear colleagues,'),
      paragraph(`${waitingInEnglish(data)}, longer than we promise. The oldest comes first.`),
      list(oldestFirst(data.requests).map((request) => line(request, 'en'))),
      button('Open the portal', data.portal),
      paragraph('Parents who asked in the portal themselves are advised to phone you.'),
      signature('Kind regards', data.organisation),
      footer('You get this e-mail at the address of the location, when requests have waited too long.'),
    ],
  }),
}

const ASKED: Readonly<Record<Language, string>> = { nl: 'gevraagd op', en: 'asked on' }

function line({ number, kind, askedAt }: UnansweredRequest, language: Language): string {
  return `${number}: ${ASK_NAMES[language][kind]}, ${ASKED[language]} ${dayInWords(dayOf(askedAt), language)}`
}

function oldestFirst(requests: readonly UnansweredRequest[]): readonly UnansweredRequest[] {
  return requests.toSorted((one, other) =>
    one.askedAt < other.askedAt ? -1 : Number(one.askedAt > other.askedAt),
  )
}

function waitingInDutch({ requests, location }: UnansweredDigestData): string {
  const [request, wait] = requests.length === 1 ? ['aanvraag', 'wacht'] : ['aanvragen', 'wachten']
  return `${requests.length} ${request} bij ${location} ${wait} op antwoord`
}

function waitingInEnglish({ requests, location }: UnansweredDigestData): string {
  const [request, wait] = requests.length === 1 ? ['request', 'waits'] : ['requests', 'wait']
  return `${requests.length} ${request} at ${location} ${wait} for an answer`
}
