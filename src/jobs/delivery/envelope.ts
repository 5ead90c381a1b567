import { checkTemplates, type TemplateMistake } from '../../mail/check-templates.ts'
import { compose } from '../../mail/compose.ts'
import type { Delivery } from '../../mail/mail.ts'
import type { Moment } from '../../rules/index.ts'
import type { Stationery } from './prepare.ts'

/**
 * What is wrong with the parts that every mail has of us: its template, sender, reply address, and the
 * host of its Message-ID. Each mail would meet it, so it is trouble of the transport and no mail is to blame.
 */
export function envelopeTrouble(
  { from, replyTo, bounces, redirectAll, letter }: Stationery,
  at: Moment,
): Extract<Delivery, { state: 'retry' }> | undefined {
  const [broken] = checkTemplates(letter.look)
  if (broken) return { state: 'retry', reason: inWords(broken), connection: true }
  const blank = { subject: '', text: '', html: '' }
  try {
    const messageId = `blank@${new URL(letter.portalUrl).hostname}`
    compose({ ...blank, messageId, date: at.now, from, replyTo, bounces, to: redirectAll ?? replyTo })
    return undefined
  } catch (error) {
    const reason = `the settings for mail can't be put on an envelope: ${(error as Error).message}`
    return { state: 'retry', reason, connection: true }
  }
}

function inWords({ template, language, reason }: TemplateMistake): string {
  return `template ${template} (${language}): ${reason}; see "ouderportaal mail preview --all"`
}
