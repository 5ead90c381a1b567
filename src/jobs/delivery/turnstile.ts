import { type MailChange, turnMails } from '../../store/mail-claims.ts'
import type { Store } from '../../store/open.ts'

/**
 * Where each mail passes on its way: no mail is handed to a server before the database knows that it is being sent,
 * and what became of it is written at once. The mails of all connections that come at the same time share a statement.
 */
export interface Turnstile {
  /** True when the mail is marked as being sent by this worker; false when another has it by now. */
  begin(mail: string): Promise<boolean>
  /** Writes what became of a mail of this worker. */
  end(change: MailChange): void
  /** Waits until all of it is written. Throws what stood in the way. */
  flush(): Promise<void>
}

interface Beginning {
  readonly mail: string
  readonly passed: PromiseWithResolvers<boolean>
}

export function openTurnstile(store: Store, worker: string): Turnstile {
  let ended: MailChange[] = []
  let beginning: Beginning[] = []
  let turning: Promise<void> | undefined
  let broken: { readonly error: unknown } | undefined

  async function turn(): Promise<void> {
    // A connection that ends a mail begins the next a moment later: both fit in one statement.
    await new Promise(setImmediate)
    while (!broken && (ended.length > 0 || beginning.length > 0)) {
      const [changes, begins] = [ended, beginning]
      ended = []
      beginning = []
      await write(changes, begins)
    }
  }

  async function write(changes: readonly MailChange[], begins: readonly Beginning[]): Promise<void> {
    const mails = begins.map(({ mail }) => mail)
    try {
      const marked = new Set(await store.statement((write) => turnMails(write, worker, changes, mails)))
      for (const { mail, passed } of begins) passed.resolve(marked.has(mail))
    } catch (error) {
      broken ??= { error }
      for (const { passed } of begins) passed.reject(error)
    }
  }

  function start(): void {
    turning ??= turn().finally(() => {
      turning = undefined
    })
  }

  return {
    begin(mail) {
      if (broken) return Promise.reject(broken.error)
      const passed = Promise.withResolvers<boolean>()
      beginning.push({ mail, passed })
      start()
      return passed.promise
    },
    end(change) {
      ended.push(change)
      start()
    },
    async flush() {
      await turning
      if (broken) throw broken.error
    },
  }
}
