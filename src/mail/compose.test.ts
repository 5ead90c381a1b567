import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import { compose } from './compose.ts'
import type { Mail } from './mail.ts'
import { exampleMail } from './test-kit.ts'

async function readBack(mail: Mail) {
  return simpleParser(compose(mail).bytes)
}

describe('compose', () => {
  it('puts what it was given into the headers, and says that a machine wrote it', async () => {
    const read = await readBack(exampleMail())
    expect(read.messageId).toBe('<activation.1f0c@portaal.example>')
    expect(read.date?.toISOString()).toBe('2026-03-02T06:29:00.000Z')
    expect(read.from?.value).toEqual([
      { name: 'Kinderopvang De Lange Keizer', address: 'noreply@portaal.example' },
    ])
    expect(read.replyTo?.value).toMatchObject([{ address: 'planning@opvang.example' }])
    expect(read.to).toMatchObject({ value: [{ address: 'zoe.de-vries@ouders.example' }] })
    expect(read.headers.get('auto-submitted')).toBe('auto-generated')
  })

  it('carries the text and the HTML unharmed', async () => {
    const text = 'Beste Zoë,\n\nJürgen Weiß, Łukasz 🎈 en 李\n.\nFrom hier\n'
    const html = '<!doctype html><p>Zoë &lt;b&gt; 🎈</p>\n'
    const read = await readBack(exampleMail({ text, html, subject: 'Zoë & Jürgen 🎈' }))
    expect(read.text).toBe(text)
    expect(read.html).toBe(html)
    expect(read.subject).toBe('Zoë & Jürgen 🎈')
    expect(read.attachments).toEqual([])
  })

  it('makes the same bytes of the same mail', () => {
    const [one, other] = [compose(exampleMail()), compose(exampleMail())]
    expect(one.bytes.equals(other.bytes)).toBe(true)
  })

  it('writes no line that is longer than SMTP allows and nothing but ASCII', () => {
    const { bytes } = compose(exampleMail({ text: `${'ë'.repeat(5_000)}\n` }))
    expect(
      Math.max(
        ...bytes
          .toString('latin1')
          .split('\r\n')
          .map((line) => line.length),
      ),
    ).toBeLessThan(999)
    expect(bytes.every((byte) => byte < 128)).toBe(true)
  })

  it('has one recipient on the envelope', () => {
    const { envelope } = compose(exampleMail())
    expect(envelope).toEqual({ from: 'noreply@portaal.example', to: ['zoe.de-vries@ouders.example'] })
  })

  it.each<[string, Partial<Mail>]>([
    ['two recipients', { to: 'a@x.example;b@y.example' }],
    ['a recipient that brings a header', { to: 'a@x.example\r\nBcc: b@y.example' }],
    ['two addresses to reply to', { replyTo: 'a@x.example,b@y.example' }],
    ['a subject that brings a header', { subject: 'Uw account\r\nBcc: b@y.example' }],
    ['a bare line feed in the subject', { subject: 'Uw account\nBcc: b@y.example' }],
    [
      'a sender name that brings a header',
      { from: { name: 'KDV\r\nBcc: b@y.example', address: 'a@x.example' } },
    ],
    ['a Message-ID that brings a header', { messageId: 'a@x.example>\r\nBcc: b@y.example' }],
    ['a Message-ID that is a path', { messageId: '../../etc/passwd@x.example' }],
    ['a Message-ID that hides a file', { messageId: '.a@x.example' }],
  ])('refuses %s', (_, wrong) => {
    expect(() => compose(exampleMail(wrong))).toThrow()
  })

  it('says where reports of a mail that comes back go, and where one click ends such mails', async () => {
    const unsubscribe = 'https://portaal.example/afmelden?mail=abc.def'
    const { envelope, bytes } = compose(exampleMail({ bounces: 'bounces@opvang.example', unsubscribe }))
    expect(envelope.from).toBe('bounces@opvang.example')
    const { headerLines, from } = await simpleParser(bytes)
    expect(from?.value).toMatchObject([{ address: 'noreply@portaal.example' }])
    const lines = headerLines.map(({ line }) => line.replace(/\r\n\s+/g, ' '))
    expect(lines).toContain(`List-Unsubscribe: <${unsubscribe}>`)
    expect(lines).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  })

  it('carries a name of any letters and signs', async () => {
    for (const name of ['Op "De" Hoek, \\ (KDV) <b>', 'Zoë 🎈 & 李', 'x'.repeat(300), '']) {
      const read = await readBack(exampleMail({ from: { name, address: 'a@x.example' } }))
      expect(read.from?.value).toEqual([{ name, address: 'a@x.example' }])
    }
  })
})
