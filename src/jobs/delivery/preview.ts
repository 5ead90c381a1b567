import { EXIT, UserError } from '../../errors.ts'
import { checkTemplates, type TemplateMistake } from '../../mail/check-templates.ts'
import type { Language } from '../../mail/letter.ts'
import type { Look } from '../../mail/look.ts'
import type { Rendered } from '../../mail/render.ts'
import { SAMPLES } from '../../mail/samples.ts'

/** How many mails `checkMails` looks at: each template in each language. */
export interface MailsCheck {
  readonly mails: number
  readonly mistakes: readonly TemplateMistake[]
}

/** A mail of that template about people who do not exist, with links to the portal. Throws UserError when there is no such template. */
export function previewMail(template: string, language: Language, look: Look, portalUrl?: string): Rendered {
  const sample = SAMPLES.get(template)
  if (sample) return sample(language, look, portalUrl)
  throw new UserError(
    `There is no mail "${template}": choose one of ${templateNames().join(', ')}.`,
    EXIT.usage,
  )
}

export function templateNames(): readonly string[] {
  return [...SAMPLES.keys()]
}

/** Tries every mail in every language. */
export function checkMails(look: Look): MailsCheck {
  return { mails: 2 * SAMPLES.size, mistakes: checkTemplates(look) }
}
