import { describe, expect, it } from 'vitest'
import { oneMailbox } from './mailbox.ts'

describe('oneMailbox', () => {
  it.each(['zoe@ouders.example', "o'neill+bso@ouders.example", 'a.b-c_d@mail.ouders.example', '1@2.example'])(
    'takes %s as it is',
    (address) => {
      expect(oneMailbox(address)).toBe(address)
    },
  )

  it('writes the domain in lower case ASCII and leaves the local part alone', () => {
    expect(oneMailbox('Zoe.B@Müller.Example')).toBe('Zoe.B@xn--mller-kva.example')
  })

  it.each([
    '',
    'zoe',
    '@ouders.example',
    'zoe@',
    'zoe@localhost',
    'a@x.example;b@y.example',
    'a@x.example,b@y.example',
    'a@x.example b@y.example',
    'a@x.example\r\nBcc: b@y.example',
    'a@x.example\n',
    ' a@x.example',
    'a@b@x.example',
    'Zoë <a@x.example>',
    '<a@x.example>',
    '"a b"@x.example',
    'zoë@x.example',
    'a..b@x.example',
    '.a@x.example',
    'a.@x.example',
    'a@x..example',
    'a@-x.example',
    'a@x.example/path',
    'a@x.example:25',
    'a@[127.0.0.1]',
    'group: a@x.example;',
    'a@x.example\u0000',
    `${'a'.repeat(65)}@x.example`,
    `a@${'b.'.repeat(130)}example`,
  ])('refuses %j', (address) => {
    expect(() => oneMailbox(address)).toThrow('exactly one mailbox')
  })

  it('does not repeat the address in its error', () => {
    expect(() => oneMailbox('geheim@x.example;b@y.example')).toThrow(/^(?!.*geheim).*$/)
  })
})
