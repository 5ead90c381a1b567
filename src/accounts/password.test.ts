import { expect, test } from 'vitest'
import { hashPassword, isPassword } from './hash.ts'
import { weaknessOf } from './password.ts'

const cases: readonly [sentence: string, password: string, weakness: string | undefined][] = [
  ['twelve characters are enough', 'a'.repeat(12), undefined],
  ['eleven are not', 'a'.repeat(11), 'too-short'],
  ['nothing is too short', '', 'too-short'],
  ['an emoji is one character, though two in JavaScript', '🎈'.repeat(11), 'too-short'],
  ['and twelve of them are twelve', '🎈'.repeat(12), undefined],
  ['spaces count, as in a sentence', 'een twee drie', undefined],
  ['a thousand bytes may be', 'a'.repeat(1_000), undefined],
  ['one more may not', 'a'.repeat(1_001), 'too-long'],
  ['bytes are counted, not characters', 'é'.repeat(501), 'too-long'],
  ['the e-mail address is no secret', 'zoe.de-vries@ouders.example', 'is-address'],
  ['nor in capitals', 'ZOE.DE-VRIES@ouders.example', 'is-address'],
  ['nor the part before the @', 'zoe.de-vries', 'is-address'],
  ['what only holds the address is something else', 'zoe.de-vries 1987', undefined],
]

test.each(cases)('%s', (_sentence, password, weakness) => {
  expect(weaknessOf(password, 'Zoe.de-Vries@ouders.example')).toBe(weakness)
})

test('a password is stored as argon2id with the parameters of OWASP, salted', async () => {
  const [one, other] = await Promise.all([hashPassword('twaalf tekens'), hashPassword('twaalf tekens')])
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(one).not.toBe(other)
  expect(await isPassword('twaalf tekens', one)).toBe(true)
  expect(await isPassword('twaalf tekenS', one)).toBe(false)
})

test('a letter with an accent is the same, however the keyboard writes it', async () => {
  const stored = await hashPassword('caf\u00e9 om de hoek')
  expect(await isPassword('cafe\u0301 om de hoek', stored)).toBe(true)
})
