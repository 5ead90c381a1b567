import type { DkimSettings, Sender } from '../../mail/mail.ts'
import { openSigner } from '../../mail/sign.ts'
import { openTransport } from '../../mail/transport.ts'
import type { Store } from '../../store/open.ts'
import { openQueue } from '../../store/queue.ts'
import type { MailHands } from '../deliver.ts'
import type { LetterSettings } from './letter.ts'

export interface MailSettings extends LetterSettings {
  /** `smtp://...`, `smtps://...` or `folder:PATH`. */
  readonly transport: string
  /** Where a relative folder starts. */
  readonly folder: string
  readonly from: Sender
  readonly replyTo: string
  /** Where reports of mail that comes back go, and so whom the server takes for the sender; left out: `from`. */
  readonly bounces?: string | undefined
  /** Connections to the server at the same time. */
  readonly connections: number
  /** Mails a second, in all and to one domain; left out: as fast as the server takes them. */
  readonly rate?: number | undefined
  readonly ratePerHost?: number | undefined
  readonly dkim?: DkimSettings | undefined
  /** A test system: everything goes to this address, whoever it is for. */
  readonly redirectAll?: string | undefined
  /** A test system: mail to any other address is left waiting. */
  readonly onlyTo?: RegExp | undefined
}

/** Lends the queue and what sends its mails, and closes all of it whatever happens. */
export async function withMail<T>(
  store: Store,
  settings: MailSettings,
  work: (hands: MailHands) => Promise<T>,
): Promise<T> {
  const sign = settings.dkim && openSigner(settings.dkim)
  const transports = openTransports(settings)
  const queue = await openQueue(store)
  try {
    return await work({
      queue,
      transports,
      rates: settings,
      stationery: { ...settings, letter: settings, sign },
    })
  } finally {
    for (const transport of transports) await transport.close()
    await queue.close()
  }
}

/** Each opens its connection when it has a mail to send. */
function openTransports({ transport, folder, connections }: MailSettings): MailHands['transports'] {
  const open = () => openTransport(transport, folder)
  return [open(), ...Array.from({ length: connections - 1 }, open)]
}
