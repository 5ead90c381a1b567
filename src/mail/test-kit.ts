import { Temporal } from 'temporal-polyfill'
import type { Template } from './letter.ts'
import { DEFAULT_COLOUR, type Look } from './look.ts'
import type { Mail } from './mail.ts'
import { render } from './render.ts'
import { type ActivationData, activation } from './templates/activation.ts'
import { activationReminder } from './templates/activation-reminder.ts'
import { type UnansweredDigestData, unansweredDigest } from './templates/unanswered-digest.ts'
import { type UnansweredGuardianData, unansweredGuardian } from './templates/unanswered-guardian.ts'

const organisation = 'Kinderopvang De Lange Keizer'
export const LOOK: Look = { organisation, colour: DEFAULT_COLOUR }
const portal = 'https://portaal.example'

export const TOKEN = 'gBq7Yx0vJm3ZkT1sWc9LdR5hUe2NfPaO4iKjVrXwz6M'

export function activationData(some: Partial<ActivationData> = {}): ActivationData {
  return {
    organisation,
    firstName: 'Zoë',
    userName: 'zoe.de-vries@ouders.example',
    portal,
    link: `${portal}/activeren#${TOKEN}`,
    validUntil: '2026-03-16T10:15:42',
    locationPhone: '0318 12 34 56',
    ...some,
  }
}

export function digestData(some: Partial<UnansweredDigestData> = {}): UnansweredDigestData {
  return {
    organisation,
    location: 'De Sleutelbloem',
    portal,
    requests: [
      { number: '4712', kind: 'extra', askedAt: '2026-03-10T20:00:00' },
      { number: '4711', kind: 'swap', askedAt: '2026-03-09T08:00:00' },
      { number: '4713', kind: 'credit-day', askedAt: '2026-03-10T20:00:01' },
    ],
    ...some,
  }
}

export function adviceData(some: Partial<UnansweredGuardianData> = {}): UnansweredGuardianData {
  return {
    organisation,
    firstName: 'Jürgen',
    location: 'De Sleutelbloem',
    locationPhone: '+31 (0)318-12 34 56',
    number: '4711',
    kind: 'swap',
    askedOn: '2026-03-09',
    ...some,
  }
}

/** Every template with its data, ready to be rendered in a language. */
export const EXAMPLES = {
  activation: example(activation, activationData()),
  'activation-reminder': example(activationReminder, activationData()),
  'unanswered-digest': example(unansweredDigest, digestData()),
  'unanswered-guardian': example(unansweredGuardian, adviceData()),
}

function example<Data>(template: Template<Data>, data: Data) {
  return (language: 'nl' | 'en') => render(template, data, language, LOOK)
}

export function exampleMail(some: Partial<Mail> = {}): Mail {
  return {
    ...render(activation, activationData(), 'nl', LOOK),
    messageId: 'activation.1f0c@portaal.example',
    date: Temporal.Instant.from('2026-03-02T07:29:00+01:00'),
    from: { name: organisation, address: 'noreply@portaal.example' },
    replyTo: 'planning@opvang.example',
    to: 'zoe.de-vries@ouders.example',
    ...some,
  }
}
