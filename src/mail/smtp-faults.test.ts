import { afterEach, describe, expect, it } from 'vitest'
import { compose } from './compose.ts'
import { exampleMail } from './test-kit.ts'
import { closeAll, politely, rawServer, send, transportTo, welcome } from './test-server.ts'

afterEach(closeAll)

describe('a mail server that goes away', () => {
  it('before its greeting: the mail waits, and so do the others', async () => {
    const port = await rawServer((socket) => socket.destroy())
    expect(await send(port)).toMatchObject({ state: 'retry', connection: true })
  })

  it('with a refusal for a greeting: the mail waits, and so do the others', async () => {
    const port = await rawServer((socket) => socket.end('554 no service here\r\n'))
    expect(await send(port)).toMatchObject({ state: 'retry', code: 554, connection: true })
  })

  it('before it asks for the message: the mail waits', async () => {
    const port = await rawServer(welcome, (line, socket) =>
      line === 'DATA' ? void socket.destroy() : politely(line),
    )
    const delivery = await send(port)
    expect(delivery).toMatchObject({ state: 'retry' })
    expect(delivery).not.toHaveProperty('connection')
  })

  it('after the final dot: nobody knows', async () => {
    const port = await rawServer(welcome, (line, socket) =>
      line === '.' ? void socket.destroy() : politely(line),
    )
    expect(await send(port)).toEqual({
      state: 'unknown',
      reason: expect.stringContaining('may have arrived'),
    })
  })

  it('between two mails: the next goes over a new connection', async () => {
    const gone: Promise<unknown>[] = []
    const port = await rawServer(welcome, (line, socket) => {
      if (line !== '.') return politely(line)
      gone.push(new Promise((resolve) => socket.once('close', resolve)))
      socket.end('250 taken\r\n')
      return undefined
    })
    const transport = transportTo(port)
    const mail = compose(exampleMail())
    expect(await transport.send(mail)).toEqual({ state: 'sent' })
    await gone[0]
    expect(await transport.send(mail)).toEqual({ state: 'sent' })
  })
})

describe('a mail server that says nothing', () => {
  it('from the beginning: the mail waits, and so do the others', async () => {
    const port = await rawServer(() => {})
    expect(await send(port, 100)).toMatchObject({
      state: 'retry',
      connection: true,
      reason: expect.stringMatching(/in time/),
    })
  })

  it('to the recipient: the mail waits', async () => {
    const port = await rawServer(welcome, (line) => (line.startsWith('RCPT') ? undefined : politely(line)))
    expect(await send(port, 100)).toMatchObject({ state: 'retry', reason: expect.stringMatching(/in time/) })
  })

  it('after the final dot: nobody knows', async () => {
    expect(await send(await rawServer(welcome), 100)).toMatchObject({ state: 'unknown' })
  })

  it('has a whole deadline for each mail, and the second does not pay for the first', async () => {
    let mails = 0
    const port = await rawServer(welcome, (line) => {
      if (line === '.') mails += 1
      return line === '.' && mails > 1 ? '250 taken' : politely(line)
    })
    const transport = transportTo(port, 200)
    const mail = compose(exampleMail())
    const both = await Promise.all([transport.send(mail), transport.send(mail)])
    expect(both.map(({ state }) => state)).toEqual(['unknown', 'sent'])
  })
})
