import type { Command } from 'commander'
import { EXIT } from '../../errors.ts'
import type { MailView } from '../../jobs/mails/show-mail.ts'
import { type Context, withStore } from '../context.ts'
import { addLeaf, type Cli } from '../leaf.ts'
import { exactly, shortly } from './words.ts'

export function addShow(mail: Command, cli: Cli): void {
  addLeaf(mail, cli, {
    usage: 'show <mail>',
    summary: 'show how a mail stands, and its headers; never its text or its link',
    description:
      'A mail is named by its id, or the beginning of it. The headers are those that it would carry now, with the\n' +
      'address: this is the one command that shows it.',
    examples: ['ouderportaal mail show 3f2a91c0'],
    readOnly: true,
    async run(context, _flags, id = '') {
      const { mailSettingsOf } = await import('../mail-settings.ts')
      const { showMail } = await import('../../jobs/mails/show-mail.ts')
      const settings = mailSettingsOf(context.config)
      const view = await withStore(context, (store) => showMail(store, id, settings, context.at))
      if (context.json) context.output.json(view)
      else for (const line of linesOf(view)) say(context, line)
      return EXIT.done
    },
  })
}

function say({ output }: Context, [what, value]: Line): void {
  if (value !== '') output.say(`${what}: ${value}`)
}

type Line = readonly [what: string, value: string]

function linesOf(view: MailView): readonly Line[] {
  return [
    ['mail', view.id],
    ['template', `${view.template} (${view.language})`],
    ['state', view.state],
    ['reason', view.reason ?? ''],
    ['guardian', String(view.guardian ?? '')],
    ['location', String(view.location ?? '')],
    ['tries', String(view.tries)],
    ['may have arrived', `${view.attempts} times`],
    ['queued', shortly(view.createdAt)],
    ['first tried', shortly(view.firstTriedAt)],
    ['next try after', exactly(view.tryAfter)],
    ['in the hands of a process since', shortly(view.heldSince)],
    ['sent', shortly(view.sentAt)],
    ['would not be sent now', view.notNow ?? ''],
    ...view.headers.map(({ name, value }) => [`  ${name}`, value] as const),
  ]
}
