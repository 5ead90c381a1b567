import { expect, test } from 'vitest'
import { addressKey, holdsSeveralAddresses, isAddress } from './address.ts'

test.each([
  'sia@example.org',
  'Sia.Wolters+kind@post.example.org',
  "o'hara_1@example.org",
  'zoë@café.example',
  `${'a'.repeat(64)}@example.org`,
])('%s is an address', (text) => expect(isAddress(text)).toBe(true))

test.each([
  '',
  'sia',
  'sia@',
  '@example.org',
  'sia@example',
  'sia@example.',
  'sia@.org',
  'sia@-a.org',
  'sia@@example.org',
  'si a@example.org',
  ' sia@example.org',
  'sia@example.org\nbcc: x@example.org',
  'sia@example.org,udo@example.org',
  'sia@example.org;',
  'Sia <sia@example.org>',
  '<sia@example.org>',
  '"sia"@example.org',
  'sia(work)@example.org',
  '.sia@example.org',
  'sia..w@example.org',
  'sia\u202e@example.org',
  'sia\u0000@example.org',
  `${'a'.repeat(65)}@example.org`,
  `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.example.org`,
])('%j is no address', (text) => expect(isAddress(text)).toBe(false))

test('spellings that differ in case are one address', () => {
  expect(addressKey(' Sia@Example.org ')).toBe(addressKey('sia@example.ORG'))
})

test.each(['a@x.nl,b@x.nl', 'a@x.nl; b@x.nl', 'a@x.nl b@x.nl', 'a@x.nl / b@', 'a@x.nl\nb@x.nl'])(
  '%j holds several addresses',
  (text) => expect(holdsSeveralAddresses(text)).toBe(true),
)

test.each(['a@x.nl', 'a@x.nl;', 'a@@x.nl', 'a, b@x.nl'])('%j holds no second address', (text) =>
  expect(holdsSeveralAddresses(text)).toBe(false),
)
