import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import { compose } from './compose.ts'
import type { Mail } from './mail.ts'
import { exampleMail } from './test-kit.ts'

async function readBack(mail: Mail) {
  return simpleParser((await compose(mail)).bytes)
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

  it('makes the same bytes of the same mail', async () => {
    const [one, other] = [await compose(exampleMail()), await compose(exampleMail())]
    expect(one.bytes.equals(other.bytes)).toBe(true)
  })

  it('writes no line that is longer than SMTP allows and nothing but ASCII', async () => {
    const { bytes } = await compose(exampleMail({ text: `${'ë'.repeat(5_000)}\n` }))
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

  it('has one recipient on the envelope', async () => {
    const { envelope } = await compose(exampleMail())
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
  ])('refuses %s', async (_, wrong) => {
    await expect(compose(exampleMail(wrong))).rejects.toThrow()
  })

  it('reads no file and no address for its content', async () => {
    const text = { path: '/etc/hostname' } as unknown as string
    await expect(compose(exampleMail({ text }))).rejects.toThrow(/rejected/)
  })
})
