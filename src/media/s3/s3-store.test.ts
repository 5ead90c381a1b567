import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EXIT, UserError } from '../../errors.ts'
import { type MediaStore, openMediaStore } from '../file-store.ts'

/* What servers of S3 answer, said by one that does nothing else: the one of the other tests checks no rights. */

const photo = Buffer.from('a photo, to the store just bytes')
const SHA256 = 'ab'.repeat(32)

const ended: (() => void)[] = []
beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
  vi.stubEnv('AWS_REGION', undefined)
  vi.stubEnv('AWS_CONFIG_FILE', '/dev/null')
})
afterEach(() => {
  vi.unstubAllEnvs()
  for (const end of ended.splice(0)) end()
})

async function startServer(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer((request, response) => {
    request.resume()
    answer(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  ended.push(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const placeAt = (endpoint: string) => `s3://fotos/?region=eu-west-1&endpoint=${endpoint}`

/** A server that says no to everything: to a HEAD without words, as S3 does. */
async function refusing(status: number, code: string): Promise<{ store: MediaStore; address: string }> {
  const address = await startServer(({ method }, response) => {
    response.writeHead(status, { 'content-type': 'application/xml' })
    response.end(method === 'HEAD' ? '' : `<Error><Code>${code}</Code><Message>no</Message></Error>`)
  })
  return { store: openMediaStore(placeAt(address)), address }
}

const ways: readonly (readonly [string, (store: MediaStore) => Promise<unknown>])[] = [
  ['cannot write to', (store) => store.put(photo)],
  ['cannot read', (store) => store.open(SHA256)],
  ['cannot remove from', (store) => store.remove(SHA256)],
]

test.each([
  [403, 'AccessDenied', 'these credentials may not do that; give them s3:GetObject,'],
  [403, 'SignatureDoesNotMatch', 'the secret key is wrong; check AWS_SECRET_ACCESS_KEY.'],
  [403, 'InvalidAccessKeyId', 'the server does not know the access key; check AWS_ACCESS_KEY_ID.'],
  [403, 'RequestTimeTooSkewed', 'the clock of this machine is wrong; set it.'],
  [400, 'ExpiredToken', 'the session of these credentials has ended;'],
  [301, 'PermanentRedirect', 'the bucket is in another region; name it as ?region='],
  [400, 'AuthorizationHeaderMalformed', 'the bucket is in another region; name it as ?region='],
  [404, 'NoSuchBucket', 'there is no such bucket; make it, or name another in the setting "media".'],
  [
    400,
    'SomethingNew',
    'ADDRESS refuses it (SomethingNew 400); check the setting "media" and the credentials.',
  ],
])('an answer %i %s is one sentence, whatever was asked', async (status, code, sentence) => {
  const { store, address } = await refusing(status, code)
  for (const [what, ask] of ways) {
    const error = await ask(store).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(UserError)
    const { message, exitCode } = error as UserError
    expect(message).toContain(`${what} the bucket fotos: ${sentence.replace('ADDRESS', address)}`)
    expect(message.split('\n')).toHaveLength(1)
    expect(exitCode).toBe(EXIT.failed)
  }
})

test('a server that does not answer, or not as S3 does, is named with what to look at, and is tried again later', async () => {
  const broken = await startServer((_request, response) => response.writeHead(502).end('<html></html>'))
  for (const [address, why] of [
    ['http://127.0.0.1:9', 'ECONNREFUSED'],
    [broken, 'Unknown 502'],
  ] as const) {
    await expect(openMediaStore(placeAt(address)).put(photo)).rejects.toMatchObject({
      message: `cannot write to the bucket fotos: ${address} does not answer (${why}); see whether the setting "media" has its address and region right, and try again later.`,
      exitCode: EXIT.tryAgain,
    })
  }
})

test('a server that speaks no TLS is told as such', async () => {
  const address = (await startServer((_request, response) => response.end())).replace('http:', 'https:')
  await expect(openMediaStore(placeAt(address)).open(SHA256)).rejects.toThrow(
    `cannot read the bucket fotos: there is no safe connection to ${address} (EPROTO); check "endpoint"`,
  )
})

test.each(['s3://fotos/', 's3://fotos/?region=', 's3://fotos/?region=eu%20west'])(
  'the region that %s does not tell is asked for in a sentence',
  async (place) => {
    await expect(openMediaStore(place).put(photo)).rejects.toMatchObject({
      message: expect.stringMatching(
        /^the bucket fotos has no region that makes sense: name it in the setting/,
      ),
      exitCode: EXIT.failed,
    })
  },
)

/** A server that has a file of the right size, with these headers; gives how often something was sent to it. */
async function having(headers: Readonly<Record<string, string>>) {
  const sent: string[] = []
  const address = await startServer(({ method = '' }, response) => {
    if (method === 'PUT') sent.push(method)
    response.writeHead(200, { 'content-length': method === 'HEAD' ? photo.length : 0, ...headers }).end()
  })
  await openMediaStore(placeAt(address)).put(photo)
  return sent.length
}

test('a photo of the right size is sent again when its ETag is of something else, unless that is no MD5', async () => {
  const etagOf = (content: Buffer) => `"${createHash('md5').update(content).digest('hex')}"`
  const other = etagOf(photo.subarray(1))
  expect(await having({ etag: etagOf(photo) })).toBe(0)
  expect(await having({ etag: other })).toBe(1)
  expect(await having({ etag: other, 'x-amz-server-side-encryption': 'aws:kms' })).toBe(0)
})
