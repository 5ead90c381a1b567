import type { Config } from '../config.ts'
import { UserError } from '../errors.ts'
import type { MailSettings } from '../jobs/delivery/open.ts'

const EXAMPLES = {
  portalUrl: 'portalUrl: (the https:// address of your parent portal)',
  activationKey: 'activationKey: (64 hexadecimal digits that nobody else knows)',
} as const

/** What mail needs of the settings. Throws a UserError that says all that is missing and how to add it. */
export function mailSettingsOf(config: Config): MailSettings {
  const { organisation, portalUrl, activationKey, mail, folder, onlyTo, administrator, placeOf } = config
  if (!portalUrl || !activationKey) throw missing({ portalUrl, activationKey })
  if (/^smtp/.test(mail.transport)) refuseExamples({ portalUrl, 'mail.from': mail.from.address }, placeOf)
  const { colour, logo, transport, connections, rate, ratePerHost, dkim } = mail
  return {
    look: { organisation, colour, logo },
    portalUrl,
    activationKey,
    administrator: administrator?.address,
    transport,
    folder,
    from: { name: mail.from.name ?? organisation, address: mail.from.address },
    replyTo: (mail.replyTo ?? mail.from).address,
    bounces: mail.bounces?.address,
    connections,
    rate,
    ratePerHost,
    dkim,
    redirectAll: mail.redirectAll?.address,
    onlyTo,
  }
}

/** `init` fills in examples; a real mail must not lead a guardian to them. */
function refuseExamples(settings: Readonly<Record<string, string>>, placeOf: Config['placeOf']): void {
  const examples = Object.keys(settings).filter((name) => isExample(settings[name] ?? ''))
  if (examples.length === 0) return
  const lines = examples.map(
    (name) => `${placeOf(name.split('.'))}: "${name}" is still the example of "ouderportaal init".`,
  )
  throw new UserError(`${lines.join('\n')}\nPut your own there before mail is sent.`)
}

/** `example.org` and all under it, in an address of the web or of mail, with or without a port and a path. */
function isExample(address: string): boolean {
  const host = URL.canParse(address) ? new URL(address).hostname : address.slice(address.lastIndexOf('@') + 1)
  return /(^|\.)example\.(org|com|net)$/i.test(host)
}

function missing(settings: Readonly<Record<keyof typeof EXAMPLES, string | undefined>>): UserError {
  const names = (['portalUrl', 'activationKey'] as const).filter((name) => !settings[name])
  const lines = names.map((name) => `  ${EXAMPLES[name]}`)
  return new UserError(
    `The settings lack ${names.join(' and ')}, without which no mail can be sent: add\n${lines.join('\n')}\nto the settings file; "ouderportaal init" writes one with both.`,
  )
}
