import { execFile, spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { compose } from './compose.ts'
import { EVERY, exampleMail } from './test-kit.ts'

const SPAM_FILTER = 'spamassassin'
// Local rules only, no preferences of whoever runs the tests, a report in the header; a mailbox of all mails, since
// the filter takes seconds to start.
const FLAGS = ['--local', '--nocreate-prefs', '--test-mode', '--mbox']

const hasFilter = spawnSync(SPAM_FILTER, ['--version']).status === 0

/** Each mail by its Message-ID, with what the filter makes of it. */
async function judge(mails: readonly Buffer[]): Promise<ReadonlyMap<string, string>> {
  const mailbox = mails.map((bytes) => `From MAILER-DAEMON Mon Mar  2 09:00:00 2026\n${asUnix(bytes)}\n`)
  const judged = await filter(mailbox.join(''))
  const mailsOf = judged.split(/^From MAILER-DAEMON.*$/m).slice(1)
  return new Map(mailsOf.map((mail) => [/^Message-ID: <(.*)@/m.exec(mail)?.[1] ?? '', statusOf(mail)]))
}

/** Mailboxes have line ends of their own, and no line that begins like an envelope. */
function asUnix(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replaceAll('\r\n', '\n')
    .replace(/^From /gm, '>From ')
}

function statusOf(mail: string): string {
  const header = mail.slice(0, mail.indexOf('\n\n')).replace(/\n\s+/g, ' ')
  return /^X-Spam-Status: (.*)$/m.exec(header)?.[1] ?? 'not judged'
}

function filter(mailbox: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const limits = { timeout: 100_000, maxBuffer: 64 * 1024 * 1024 }
    const child = execFile(SPAM_FILTER, FLAGS, limits, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    )
    child.stdin?.end(mailbox, 'latin1')
  })
}

const WRONG = exampleMail({ text: 'x', subject: 'FREE MONEY!!!', messageId: 'wrong@portaal.example' })

describe.skipIf(!hasFilter)('a spam filter (skipped where SpamAssassin is not installed)', () => {
  it('finds nothing wrong with any mail, and something with one that is wrong', async () => {
    const mails = EVERY.map(({ name, language, mail }) =>
      exampleMail({ ...mail, messageId: `${name}.${language}@portaal.example` }),
    )
    const composed = [...mails, WRONG].map(compose)
    const judged = await judge(composed.map(({ bytes }) => bytes))
    expect(judged.size).toBe(EVERY.length + 1)
    const tooHigh = [...judged].filter(([, status]) => !(scoreIn(status) < 1))
    expect(tooHigh).toEqual([['wrong', expect.stringMatching(/score/)]])
  }, 300_000)
})

function scoreIn(status: string): number {
  return Number(/score=(-?[\d.]+)/.exec(status)?.[1])
}
