import { expect, test } from 'vitest'
import { openJournal } from './journal.ts'

const MAIL = { organisation: 'keizer', what: 'mail' }
const RUN = { organisation: 'keizer', what: 'expire-credits', slot: 'expire-credits 2026-03-02' }

function open() {
  const lines: string[] = []
  const journal = openJournal({
    info: (line) => lines.push(`info ${line}`),
    warn: (line) => lines.push(`warn ${line}`),
  })
  return { journal, lines }
}

test('what is found time after time is said once, and again after it went well', () => {
  const { journal, lines } = open()
  const away = { findings: ['no server'], milliseconds: 1 }
  const nothing = { findings: [], milliseconds: 1 }
  for (const ended of [away, away, nothing, away]) journal.ended?.(MAIL, ended)
  expect(lines).toEqual(['warn no server'])
  journal.ended?.(MAIL, { counts: { sent: 2 }, milliseconds: 1 })
  journal.ended?.(MAIL, away)
  expect(lines.slice(1)).toEqual(['info mail: 2 sent', 'warn no server'])
})

test('what fails in the same way time after time is said once, without what it says of data', () => {
  const { journal, lines } = open()
  const error = new TypeError('noor@ouders.example is not a function')
  journal.failed?.(RUN, error)
  journal.failed?.({ ...RUN, slot: 'expire-credits 2026-03-03' }, error)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^warn expire-credits 2026-03-02: TypeError: this is a bug/)
  expect(lines[0]).not.toContain('ouders.example')
  journal.ended?.(RUN, { counts: {}, milliseconds: 1 })
  journal.failed?.(RUN, error)
  expect(lines.map((line) => line.split(' ', 1)[0])).toEqual(['warn', 'info', 'warn'])
})
