import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { compose } from './compose.ts'
import { EXAMPLES, exampleMail } from './test-kit.ts'

const SPAM_FILTER = 'spamassassin'
// Local rules only, no preferences of whoever runs the tests, a report in the header.
const FLAGS = ['--local', '--nocreate-prefs', '--test-mode']

const hasFilter = spawnSync(SPAM_FILTER, ['--version']).status === 0

function scoreOf(bytes: Buffer): number {
  const { stdout } = spawnSync(SPAM_FILTER, FLAGS, { input: bytes, encoding: 'utf8' })
  return Number(/^X-Spam-Status: .*score=(-?[\d.]+)/m.exec(stdout)?.[1])
}

describe.skipIf(!hasFilter)('a spam filter (skipped where SpamAssassin is not installed)', () => {
  it.each(Object.entries(EXAMPLES))(
    'finds nothing wrong with the mail %s',
    async (_, inLanguage) => {
      const { bytes } = compose(exampleMail(inLanguage('nl')))
      expect(scoreOf(bytes)).toBeLessThan(1)
    },
    60_000,
  )
})
