import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../test/support/folder.ts'
import { isThere } from '../../test/support/programs.ts'
import { compose } from './compose.ts'
import { exampleMail } from './test-kit.ts'
import { closeAll, listening, opened, politely, rawServer, transportTo, welcome } from './test-server.ts'
import { openTransport } from './transport.ts'

afterEach(closeAll)

/** For `mail.example`; one in the repository would expire. */
function ownCertificate() {
  const request = 'req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=mail.example -keyout - -out -'
  const pem = execFileSync('openssl', [...request.split(' '), '-addext', 'subjectAltName=DNS:mail.example'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const cert = pem.slice(pem.indexOf('-----BEGIN CERTIFICATE'))
  return { key: pem.slice(0, pem.length - cert.length), cert }
}

async function mailServer(options: SMTPServerOptions): Promise<number> {
  const server = new SMTPServer(options)
  server.on('error', () => {})
  opened(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return listening(server.listen(0, '127.0.0.1'))
}

function transport(url: string, folder = '/nowhere') {
  const open = openTransport(url, folder, 5_000)
  opened(() => open.close())
  return open
}

describe('trouble of the server is told with what to do about it:', () => {
  it('a sender that is refused is a matter of mail.from', async () => {
    const port = await rawServer(welcome, (line) =>
      line.startsWith('MAIL') ? '553 5.7.1 sender not owned by user' : politely(line),
    )
    expect(await transportTo(port).send(compose(exampleMail()))).toMatchObject({
      state: 'retry',
      connection: true,
      reason: expect.stringContaining(
        `mail server 127.0.0.1:${port} does not accept the sender of mail.from: 553 5.7.1; it wants`,
      ),
    })
  })

  it('smtps:// to a port without TLS wants smtp:// or another port', async () => {
    const port = await rawServer(welcome)
    const trouble = await transport(`smtps://127.0.0.1:${port}`).verify()
    expect(trouble).toMatchObject({
      connection: true,
      reason: `mail server 127.0.0.1:${port} does not speak TLS on this port: use smtp:// or another port in mail.transport`,
    })
  })

  it.each(['421 4.3.2 too busy', '454 4.7.0 later'])('a greeting of %s is waited for', async (greeting) => {
    const port = await rawServer((socket) => socket.end(`${greeting}\r\n`))
    expect(await transportTo(port).verify()).toMatchObject({
      reason: `mail server 127.0.0.1:${port} asks to wait: ${greeting}`,
      advice: expect.stringContaining('tries again by itself'),
    })
  })

  it('a server without a login gets no mail from who has a password, in one sentence', async () => {
    const received: unknown[] = []
    const port = await rawServer(welcome, (line) => {
      if (line.startsWith('MAIL')) received.push(line)
      return politely(line)
    })
    const login = transportTo(port, undefined, 'planning:geheim@')
    const reason = `mail server 127.0.0.1:${port} offers no login: take user and password out of mail.transport, or use the port for submission`
    expect(await login.verify()).toMatchObject({ connection: true, reason })
    expect(await login.send(compose(exampleMail()))).toMatchObject({ connection: true, reason })
    expect(received).toEqual([])
  })
})

describe('the file of tls.ca', () => {
  it('that is not there is named, with the reason', () => {
    expect(() => openTransport('smtp://mail.example?tls.ca=ca.pem', '/nowhere')).toThrow(
      /tls\.ca .*ENOENT.*\/nowhere\/ca\.pem/,
    )
  })

  it.skipIf(!isThere('openssl'))('makes a server trusted that nobody else vouches for', async () => {
    const folder = await temporaryFolder()
    const { key, cert } = ownCertificate()
    await writeFile(join(folder, 'ca.pem'), cert)
    const port = await mailServer({ disabledCommands: ['AUTH'], key, cert })
    const url = `smtp://127.0.0.1:${port}?tls.servername=mail.example`
    expect(await transport(url).verify()).toMatchObject({
      reason: expect.stringMatching(/certificate that nobody vouches for: add \?tls\.ca=FILE/),
    })
    expect(await transport(`${url}&tls.ca=ca.pem`, folder).verify()).toBeUndefined()
    expect(await transport(`smtp://127.0.0.1:${port}?tls.ca=ca.pem`, folder).verify()).toMatchObject({
      reason: expect.stringMatching(/of another name.*\?tls\.servername=NAME/),
    })
  })
})
