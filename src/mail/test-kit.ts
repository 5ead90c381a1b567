import { Temporal } from 'temporal-polyfill'
import { LANGUAGES } from './check-templates.ts'
import { DEFAULT_COLOUR, type Look } from './look.ts'
import type { Mail } from './mail.ts'
import { render } from './render.ts'
import { ACTIVATION } from './samples/accounts.ts'
import { ADVICE, DIGEST } from './samples/requests.ts'
import { SAMPLES } from './samples.ts'
import { type ActivationData, activation } from './templates/activation.ts'
import type { UnansweredDigestData } from './templates/unanswered-digest.ts'
import type { UnansweredGuardianData } from './templates/unanswered-guardian.ts'

const organisation = 'Kinderopvang De Lange Keizer'
export const LOOK: Look = { organisation, colour: DEFAULT_COLOUR }

export const TOKEN = new URL(ACTIVATION.link).hash.slice(1)

/** Every mail that there is, in every language. */
export const EVERY = [...SAMPLES].flatMap(([name, sample]) =>
  LANGUAGES.map((language) => ({ name, language, mail: sample(language, LOOK) })),
)

export function activationData(some: Partial<ActivationData> = {}): ActivationData {
  return { organisation, ...ACTIVATION, ...some }
}

export function digestData(some: Partial<UnansweredDigestData> = {}): UnansweredDigestData {
  return { organisation, ...DIGEST, ...some }
}

export function adviceData(some: Partial<UnansweredGuardianData> = {}): UnansweredGuardianData {
  return { organisation, ...ADVICE, ...some }
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
