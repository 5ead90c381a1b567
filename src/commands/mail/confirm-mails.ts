import type { Context } from '../context.ts'

/** More mails than these are not sent by hand without being asked about. */
export const MAILS_WITHOUT_ASKING = 50

/** Asks before many mails are sent. Throws a UserError that names the flag where nobody can answer. */
export async function confirmMails({ output }: Context, mails: number, yes: boolean): Promise<boolean> {
  if (yes || mails <= MAILS_WITHOUT_ASKING) return true
  const { interactive } = output
  const { confirm } = await import('../../terminal/confirm.ts')
  const confirmed = await confirm({ message: `Send ${mails} mails?`, flag: '--yes', interactive })
  if (!confirmed) output.note('Nothing was changed.')
  return confirmed
}
