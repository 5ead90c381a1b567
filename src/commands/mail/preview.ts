import type { Command } from 'commander'
import { EXIT, type ExitCode, UserError } from '../../errors.ts'
import { languageOf } from '../ask.ts'
import type { Context } from '../context.ts'
import { addLeaf, type Cli } from '../leaf.ts'

interface PreviewFlags {
  readonly text?: boolean
  readonly language?: string
  readonly all?: boolean
  readonly out?: string
}

export function addPreview(mail: Command, cli: Cli): void {
  addLeaf<PreviewFlags>(mail, cli, {
    usage: 'preview [template]',
    summary: 'show a mail as guardians get it, about people who do not exist',
    description:
      'Opens it in the browser, in the look of the settings; without a terminal or a browser it says where the\nfile is. --all tries every mail in every language and names those that are broken.',
    examples: [
      'ouderportaal mail preview activation',
      'ouderportaal mail preview request-answered --language en --text',
      'ouderportaal mail preview --all',
    ],
    readOnly: true,
    options: (command) =>
      command
        .option('--text', 'print the text part')
        .option('--language <language>', 'nl or en (default: the settings)')
        .option('--all', 'try every mail in every language')
        .option('--out <file>', 'write it to this file and open nothing'),
    run: (context, flags, template) =>
      flags.all ? tryAll(context, flags, template) : show(context, flags, template),
  })
}

function lookOf({ config: { organisation, mail } }: Context) {
  return { organisation, colour: mail.colour, logo: mail.logo }
}

async function tryAll(context: Context, flags: PreviewFlags, template?: string): Promise<ExitCode> {
  if (template ?? flags.out ?? flags.text ?? flags.language)
    throw new UserError('--all tries every mail and shows none: leave out the template and the other flags.')
  const { checkMails } = await import('../../jobs/delivery/preview.ts')
  const { mails, mistakes } = checkMails(lookOf(context))
  if (context.json) context.output.json({ mails, mistakes })
  else {
    for (const { template, language, reason } of mistakes)
      context.output.warn(`The mail ${template} (${language}) is broken: ${reason}.`)
    context.output.say(`${mails} mails tried, ${mistakes.length} broken.`)
  }
  return mistakes.length > 0 ? EXIT.failed : EXIT.done
}

async function show(context: Context, flags: PreviewFlags, template?: string): Promise<ExitCode> {
  const { previewMail, templateNames } = await import('../../jobs/delivery/preview.ts')
  if (template === undefined)
    throw new UserError(`Name a mail, or use --all. There are: ${templateNames().join(', ')}.`)
  const language = await languageOf(context, flags)
  const mail = previewMail(template, language, lookOf(context), context.config.portalUrl)
  if (context.json) {
    context.output.json({ template, language, ...mail })
    return EXIT.done
  }
  const content = flags.text ? `${mail.subject}\n\n${mail.text}` : mail.html
  if (flags.text && flags.out === undefined) context.output.say(content.trimEnd())
  else await keep(context, content, flags.out, `${template}.${language}.html`)
  return EXIT.done
}

/** In the file that was asked for, or in one of its own that a browser opens where there is one. */
async function keep({ output }: Context, content: string, file: string | undefined, name: string) {
  const { openInBrowser } = await import('../../terminal/browser.ts')
  const { writePreview, writeTemporary } = await import('./preview-file.ts')
  const path = file === undefined ? await writeTemporary(name, content) : await writePreview(file, content)
  const isOpened = file === undefined && output.interactive && (await openInBrowser(path))
  output.say(isOpened ? `Opened ${path} in the browser.` : `Wrote ${path}.`)
}
