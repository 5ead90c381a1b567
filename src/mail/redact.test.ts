import { describe, expect, it } from 'vitest'
import { redact } from './redact.ts'

describe('redact', () => {
  it.each([
    ['550 5.1.1 <jan.smit@x.example>: unknown', '550 5.1.1 [...] unknown'],
    ['550 jan=40x.example unknown', '550 [...] unknown'],
    ['554 https://portaal.example/a#b is blocked', '554 [...] is blocked'],
    ['554 gBq7Yx0vJm3ZkT1sWc9LdR5hUe2NfPaO4iKjVrXwz6M seen', '554 [...] seen'],
    ['550-5.1.1 no\r\n550 5.1.1 such user', '550-5.1.1 no 550 5.1.1 such user'],
    ['452 jansmith has no space', '452 jansmith has no space'],
  ])('turns %j into %j', (text, safe) => {
    expect(redact(text)).toBe(safe)
  })

  it('cuts off what a server goes on and on about', () => {
    expect(redact('no '.repeat(1_000))).toHaveLength(203)
  })
})
