import { blamesMailbox } from '../bounces/blame.ts'

/** Why a mail fails that has nowhere to go; these words stand in its row. */
export const NO_ADDRESS_REASON = 'there is no e-mail address'
export const BOUNCED_REASON = 'mail to this address came back'

const WITH_STATUS = /(?:^came back:|refused the mail: 5\d\d) (5\.\d+\.\d+)$/

/** Whether a mail failed because of its address, so that it may go again once that is another one or works again. */
export function blamesAddress(reason: string | null): boolean {
  if (reason === NO_ADDRESS_REASON || reason === BOUNCED_REASON) return true
  const status = WITH_STATUS.exec(reason ?? '')?.[1]
  return status !== undefined && blamesMailbox(status)
}
