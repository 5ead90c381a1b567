import type { Language } from '../letter.ts'
import type { RequestAnsweredData } from '../templates/request-answered.ts'
import type { RequestReceivedData } from '../templates/request-received.ts'
import type { UnansweredDigestData } from '../templates/unanswered-digest.ts'
import type { UnansweredGuardianData } from '../templates/unanswered-guardian.ts'
import { CHILD } from './people.ts'

const PLACE = { location: 'De Sleutelbloem', locationPhone: '+31 (0)318-12 34 56' }
const ASKED = { ...PLACE, firstName: 'Jürgen', number: '3f2a91c0', askedOn: '2026-03-09' } as const

export const DIGEST: Omit<UnansweredDigestData, 'organisation'> = {
  location: PLACE.location,
  portal: 'https://portaal.example',
  requests: [
    { number: '4712', kind: 'extra', askedAt: '2026-03-10T20:00:00' },
    { number: '4711', kind: 'swap', askedAt: '2026-03-09T08:00:00' },
    { number: '4713', kind: 'credit-day', askedAt: '2026-03-10T20:00:01' },
  ],
}

export const ADVICE: Omit<UnansweredGuardianData, 'organisation'> = { ...ASKED, number: '4711', kind: 'swap' }

/* Sentences about a request come from outside, already in the guardian's language. */

export function receivedRequest(language: Language): Omit<RequestReceivedData, 'organisation'> {
  const { asked, follows } = WORDS[language]
  return {
    ...ASKED,
    child: CHILD,
    portal: 'https://portaal.example',
    kind: 'credit-day',
    asked,
    answerDue: '2026-03-11',
    decided: '',
    follows,
  }
}

export function refusedRequest(language: Language): Omit<RequestAnsweredData, 'organisation'> {
  const { asked, reasons, instead } = WORDS[language]
  return {
    ...ASKED,
    child: CHILD,
    portal: 'https://portaal.example',
    kind: 'credit-day',
    asked,
    state: 'refused',
    note: '',
    follows: [],
    reasons,
    instead,
  }
}

const WORDS = {
  nl: {
    asked: 'een dag met tegoed op woensdag 18 maart 2026',
    follows: ['Hiervoor wordt het tegoed van maandag 2 maart 2026 gebruikt.'],
    reasons: ['De groep is vol: op woensdag 18 maart 2026 zijn alle 16 plaatsen bezet.'],
    instead: ['een dag met tegoed op donderdag 19 maart 2026', 'een dag met tegoed op vrijdag 20 maart 2026'],
  },
  en: {
    asked: 'a credit day on Wednesday 18 March 2026',
    follows: ['This uses the credit of Monday 2 March 2026.'],
    reasons: ['The group is full: on Wednesday 18 March 2026 all 16 places are taken.'],
    instead: ['a credit day on Thursday 19 March 2026', 'a credit day on Friday 20 March 2026'],
  },
} as const
