import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UserError } from '../errors.ts'
import { compose } from './compose.ts'
import { exampleMail } from './test-kit.ts'
import { openTransport } from './transport.ts'

let base: string

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'mail-'))
})
afterEach(() => rm(base, { recursive: true }))

describe('the folder transport', () => {
  it('writes the mail under the local part of its Message-ID, for the owner only', async () => {
    const mail = compose(exampleMail())
    expect(await openTransport('folder:out/mail', base).send(mail)).toEqual({ state: 'sent' })
    const file = join(base, 'out/mail/activation.1f0c.eml')
    expect((await readFile(file)).equals(mail.bytes)).toBe(true)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await stat(join(base, 'out/mail'))).mode & 0o777).toBe(0o700)
    expect(await readdir(join(base, 'out/mail'))).toEqual(['activation.1f0c.eml'])
  })

  it('takes an absolute path as it is', async () => {
    await openTransport(`folder:${join(base, 'abs')}`, '/nowhere').send(compose(exampleMail()))
    expect(await readdir(join(base, 'abs'))).toHaveLength(1)
  })

  it('leaves a mail alone that is there already', async () => {
    const transport = openTransport('folder:.', base)
    const first = compose(exampleMail())
    await transport.send(first)
    expect(await transport.send(compose(exampleMail({ text: 'iets anders' })))).toEqual({
      state: 'sent',
    })
    expect((await readFile(join(base, 'activation.1f0c.eml'))).equals(first.bytes)).toBe(true)
  })

  it('finishes what a crash left half done', async () => {
    await writeFile(join(base, 'activation.1f0c.eml.part'), 'x'.repeat(100_000), { mode: 0o600 })
    const mail = compose(exampleMail())
    await openTransport('folder:.', base).send(mail)
    expect(await readdir(base)).toEqual(['activation.1f0c.eml'])
    expect((await readFile(join(base, 'activation.1f0c.eml'))).equals(mail.bytes)).toBe(true)
  })

  it('says that it is the folder when it is, so that a run can stop', async () => {
    await writeFile(join(base, 'file'), '')
    const transport = openTransport('folder:file', base)
    expect(await transport.send(compose(exampleMail()))).toMatchObject({
      state: 'retry',
      connection: true,
    })
    expect(await transport.verify()).toMatchObject({
      reason: expect.stringMatching(/mail folder .*file can't be written/),
    })
  })

  it('makes its folder when it is verified', async () => {
    await openTransport('folder:new', base).verify()
    expect(await readdir(base)).toEqual(['new'])
  })
})

describe('openTransport', () => {
  it.each([
    '',
    'folder:',
    'mail',
    'sendmail:x',
    'http://x',
    'smtp://',
    'smtp://u:geheim@:25',
    'smtp://u:geheim@h:x1',
  ])('refuses %j in one sentence that repeats no password', (url) => {
    const open = () => openTransport(url, base)
    expect(open).toThrow(UserError)
    expect(open).toThrow(/^(?!.*geheim)the mail transport .*$/)
  })

  it.each([[[]], [['a@x.example', 'b@y.example']], [['a@x.example,b@y.example']]])(
    'sends nothing to the recipients %j',
    async (to) => {
      const mail = compose(exampleMail())
      const sending = openTransport('folder:.', base).send({ ...mail, envelope: { ...mail.envelope, to } })
      await expect(sending).rejects.toThrow('exactly one mailbox')
      expect(await readdir(base)).toEqual([])
    },
  )
})
