import { simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { compose } from './compose.ts'
import { exampleMail, TOKEN } from './test-kit.ts'
import { closeAll, freePort, listening, opened, send, transportTo } from './test-server.ts'
import { openTransport } from './transport.ts'

const RECIPIENT = exampleMail().to

afterEach(closeAll)

/** A real mail server; what it says to a mail is in the options. */
async function mailServer(options: SMTPServerOptions = {}): Promise<number> {
  const server = new SMTPServer({ disabledCommands: ['STARTTLS', 'AUTH'], ...options })
  // A client that hangs up is an event here, not a fault of the test.
  server.on('error', () => {})
  opened(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return listening(server.listen(0, '127.0.0.1'))
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}

describe('a mail server that takes the mail', () => {
  it('gets the text and the HTML, for the one recipient', async () => {
    const received: { bytes: Buffer; to: readonly string[] }[] = []
    const port = await mailServer({
      onData: (stream, session, done) => {
        const to = session.envelope.rcptTo.map(({ address }) => address)
        stream.toArray().then((chunks) => {
          received.push({ bytes: Buffer.concat(chunks), to })
          done()
        }, done)
      },
    })
    expect(await send(port)).toEqual({ state: 'sent' })
    expect(received.map(({ to }) => to)).toEqual([[RECIPIENT]])
    const read = await simpleParser(received[0]?.bytes ?? '')
    expect(read).toMatchObject({
      text: exampleMail().text,
      html: exampleMail().html,
      subject: exampleMail().subject,
    })
  })

  it('gets many mails over one connection, each once, asked for at the same time', async () => {
    const seen = { connections: 0, ids: [] as (string | undefined)[] }
    const port = await mailServer({
      onConnect: (_, done) => {
        seen.connections += 1
        done()
      },
      onData: (stream, _, done) => {
        simpleParser(stream).then((mail) => {
          seen.ids.push(mail.messageId)
          done()
        }, done)
      },
    })
    const transport = transportTo(port)
    const ids = ['a', 'b', 'c'].map((key) => `${key}@portaal.example`)
    const mails = await Promise.all(ids.map((messageId) => compose(exampleMail({ messageId }))))
    const deliveries = await Promise.all(mails.map((mail) => transport.send(mail)))
    expect(deliveries.map(({ state }) => state)).toEqual(['sent', 'sent', 'sent'])
    expect(seen).toEqual({ connections: 1, ids: ids.map((id) => `<${id}>`) })
  })
})

describe('a mail server that refuses the mail', () => {
  it.each([
    { code: 421, state: 'retry' },
    { code: 450, state: 'retry' },
    { code: 550, state: 'failed' },
  ])('with $code at the recipient: $state', async ({ code, state }) => {
    const port = await mailServer({
      onRcptTo: (_, __, done) => done(refusal(code, `<${RECIPIENT}> not now`)),
    })
    const delivery = await send(port)
    expect(delivery).toMatchObject({ state, code })
    expect(delivery).not.toHaveProperty('connection')
  })

  it.each([
    { code: 452, state: 'retry' },
    { code: 554, state: 'failed' },
  ])('with $code after the message: $state', async ({ code, state }) => {
    const port = await mailServer({
      onData: (stream, _, done) => {
        stream
          .resume()
          .on('end', () => done(refusal(code, `${RECIPIENT} said https://portaal.example/#${TOKEN}`)))
      },
    })
    const delivery = await send(port)
    expect(delivery).toMatchObject({ state, code })
    expect(JSON.stringify(delivery)).not.toMatch(new RegExp(`@|zoe|${TOKEN}`))
  })

  it('repeats no address in the reason', async () => {
    const port = await mailServer({
      onRcptTo: (_, __, done) => done(refusal(550, `zoe.de-vries, <${RECIPIENT}>?`)),
    })
    const { reason } = (await send(port)) as { reason: string }
    expect(reason).toMatch(/: 550$/)
    expect(reason).not.toMatch(/@|zoe/)
  })

  it('says that it is no matter of this mail when the sender is refused', async () => {
    const port = await mailServer({ onMailFrom: (_, __, done) => done(refusal(550, 'no such sender')) })
    const delivery = await send(port)
    expect(delivery).toMatchObject({ state: 'retry', code: 550, connection: true })
    expect(delivery).toHaveProperty(
      'reason',
      expect.stringMatching(/does not accept the sender of mail\.from: 550;/),
    )
  })

  it.each([
    ['5.7.1 this sender is blocked', { sender: 'hinted' }],
    ['5.7.1 Zoe does not want noreply@portaal.example', { sender: 'named' }],
    ['5.1.1 no such user, dear sender', { mailbox: '5.1.1' }],
  ])('says of a recipient that is refused with "%s" whose fault it may be', async (words, fault) => {
    const port = await mailServer({ onRcptTo: (_, __, done) => done(refusal(550, words)) })
    expect(await send(port)).toEqual({
      state: 'failed',
      code: 550,
      reason: expect.stringMatching(/: 550 5\.\d\.1$/),
      ...fault,
    })
  })

  it('still takes the next mail', async () => {
    const port = await mailServer({
      onRcptTo: ({ address }, _, done) => done(address === RECIPIENT ? refusal(550, 'no') : null),
    })
    const transport = transportTo(port)
    await transport.send(compose(exampleMail()))
    expect(await transport.send(compose(exampleMail({ to: 'other@x.example' })))).toEqual({
      state: 'sent',
    })
  })
})

describe('a connection that is not to be had', () => {
  const login = { disabledCommands: ['STARTTLS'], allowInsecureAuth: true }
  const refuseLogin: SMTPServerOptions = {
    ...login,
    onAuth: (_, __, done) => done(refusal(535, 'planning@opvang.example: wrong password')),
  }

  it('is named with server and code when nobody listens', async () => {
    const port = await freePort()
    const delivery = await send(port)
    expect(delivery).toMatchObject({ state: 'retry', connection: true })
    expect(delivery).toHaveProperty('reason', expect.stringMatching(`127.0.0.1:${port} .*ECONNREFUSED`))
  })

  it('is one sentence with server and reply code when the login is refused', async () => {
    const port = await mailServer(refuseLogin)
    const transport = transportTo(port, undefined, 'planning%40opvang.example:geheim@')
    const reason = `mail server 127.0.0.1:${port} did not accept the user name and password (reply 535)`
    expect(await transport.send(compose(exampleMail()))).toEqual({
      state: 'retry',
      connection: true,
      code: 535,
      reason,
    })
    expect(await transport.verify()).toMatchObject({ state: 'retry', connection: true, reason })
  })

  it('is had with the user name and password as they were before they went into a URL', async () => {
    const port = await mailServer({
      ...login,
      onAuth: ({ username, password }, _, done) =>
        username === 'a@x.example' && password === 'p:/ë'
          ? done(null, { user: 1 })
          : done(refusal(535, 'no')),
    })
    const transport = transportTo(port, undefined, 'a%40x.example:p%3A%2F%C3%AB@')
    expect(await transport.verify()).toBeUndefined()
    expect(await transport.send(compose(exampleMail()))).toEqual({ state: 'sent' })
  })

  it('is the trouble of a server that wants a login and gets none', async () => {
    const port = await mailServer(login)
    expect(await send(port)).toMatchObject({ state: 'retry', code: 530, connection: true })
  })

  it('is encrypted when the server offers that', async () => {
    const secure: boolean[] = []
    const port = await mailServer({
      disabledCommands: ['AUTH'],
      onMailFrom: (_, session, done) => {
        secure.push(session.secure)
        done()
      },
    })
    const transport = openTransport(`smtp://127.0.0.1:${port}?tls.rejectUnauthorized=false`, '/nowhere')
    opened(() => transport.close())
    expect(await transport.send(compose(exampleMail()))).toEqual({ state: 'sent' })
    expect(secure).toEqual([true])
  })

  it('is the trouble of a server with a certificate that nobody vouches for', async () => {
    const port = await mailServer({ disabledCommands: ['AUTH'] })
    const delivery = await send(port)
    expect(delivery).toMatchObject({
      state: 'retry',
      connection: true,
      reason: expect.stringMatching(/certificate/),
    })
  })
})
