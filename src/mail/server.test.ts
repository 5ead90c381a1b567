import { describe, expect, it } from 'vitest'
import { nameOf, readServer } from './server.ts'

describe('readServer', () => {
  it.each([
    ['smtp://mail.example', 'mail.example:587'],
    ['smtps://mail.example', 'mail.example:465'],
    ['smtp://user:secret@mail.example:2525', 'mail.example:2525'],
    ['smtp://[::1]:25', '::1:25'],
  ])('reads %s as the server %s', (url, name) => {
    expect(nameOf(readServer(url))).toBe(name)
  })

  it.each([
    ['smtp://user:secret@mail.example', true],
    ['smtp://user:secret@127.0.0.1.mail.example', true],
    ['smtp://user:secret@127.0.0.1', false],
    ['smtp://user:secret@localhost', false],
    ['smtp://mail.example', false],
    ['smtp://mail.example?requireTLS=true', true],
  ])('asks for TLS where a password crosses a network: %s, %s', (url, requireTLS) => {
    expect(readServer(url)).toMatchObject({ requireTLS })
  })

  it('logs nothing, whatever the URL asks: the log would hold addresses', () => {
    expect(readServer('smtp://mail.example?logger=true&debug=true')).toMatchObject({ logger: false })
  })
})
