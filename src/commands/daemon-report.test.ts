import { expect, test } from 'vitest'
import { reportTo } from './daemon-report.ts'

const away = Object.assign(new Error('terminating'), { code: '57P01' })

test('what goes wrong each minute is said once, until it goes well or otherwise wrong', () => {
  const lines: string[] = []
  const { onError, onSuccess } = reportTo({ warn: (line) => lines.push(line) })
  onError('mail', away)
  onError('mail', away)
  onError('expire-credits', away)
  onSuccess('mail')
  onError('mail', away)
  expect(lines.map((line) => line.split(':')[0])).toEqual(['mail', 'expire-credits', 'mail'])
  expect(lines.join()).toMatch(/connection to the database was lost/)
  expect(lines.join()).not.toContain(' at ')
})
