import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMbox } from './mbox.ts'
import { LARGEST_MESSAGE } from './raw-message.ts'
import { messagesOf } from './test-kit.ts'

const FROM = 'From MAILER-DAEMON Mon Mar  2 09:00:00 2026\n'

async function* inChunks(text: string, size = text.length || 1): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text, 'latin1')
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function messagesIn(chunks: AsyncIterable<Buffer>) {
  const messages = await messagesOf(readMbox(chunks, 'bounces.mbox'))
  return messages.map(({ name, bytes }) => [name, bytes?.toString('latin1')])
}

test('an empty file is a mailbox without messages', async () => {
  expect(await messagesIn(inChunks(''))).toEqual([])
})

test('a message begins behind its separator and goes up to the next', async () => {
  const file = `${FROM}Subject: one\n\nbody\n\n${FROM}Subject: two\n\nbody`
  expect(await messagesIn(inChunks(file))).toEqual([
    ['message 1', 'Subject: one\n\nbody\n\n'],
    ['message 2', 'Subject: two\n\nbody'],
  ])
})

test('lines may end with CRLF', async () => {
  const file = `${FROM}Subject: one\n\nbody\n\n${FROM}Subject: two\n`.replaceAll('\n', '\r\n')
  expect((await messagesIn(inChunks(file))).map(([, text]) => text)).toEqual([
    'Subject: one\r\n\r\nbody\r\n\r\n',
    'Subject: two\r\n',
  ])
})

test.each([
  'From a@b.example Mon Mar  2 09:00:00 2026',
  'From - Mon Mar 02 09:00:00 2026',
  'From a@b.example  Mon Mar  2 09:00 CET 2026',
  'From a@b.example Mon Mar  2 09:00:00 2026 +0100',
])('"%s" begins a message', async (line) => {
  expect(await messagesIn(inChunks(`${line}\nSubject: x\n`))).toEqual([['message 1', 'Subject: x\n']])
})

test('a sentence that begins with From begins no message', async () => {
  const text = 'Subject: x\n\nFrom now on the portal is new.\n'
  expect(await messagesIn(inChunks(FROM + text))).toEqual([['message 1', text]])
})

test('one > is taken from a quoted line, so that mboxo and mboxrd read alike', async () => {
  const file = `${FROM}Subject: x\n\n>From now\n>>From then\n> From there\n`
  expect(await messagesIn(inChunks(file))).toEqual([
    ['message 1', 'Subject: x\n\nFrom now\n>From then\n> From there\n'],
  ])
})

test('what does not begin as an mbox file is refused in a sentence', async () => {
  const refused = messagesIn(inChunks('Subject: a mail on its own\n\nbody\n'))
  await expect(refused).rejects.toThrow(/^bounces\.mbox is no mailbox: .*"From "/)
})

test('however the bytes come in, the messages are the same', async () => {
  const line = fc.constantFrom('a', '', 'From me', '>From you 10:00 2026', 'é', FROM.trim(), 'x'.repeat(90))
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 60 }), async (lines, size) => {
      const file = FROM + lines.join('\n')
      expect(await messagesIn(inChunks(file, size))).toEqual(await messagesIn(inChunks(file)))
    }),
  )
})

test('a message that is too large comes without its bytes, and the next one is read', async () => {
  const large = 'x'
    .repeat(99)
    .concat('\n')
    .repeat(Math.ceil(LARGEST_MESSAGE / 100))
  const file = `${FROM}Subject: large\n\n${large}\n${FROM}Subject: small\n`
  expect(await messagesIn(inChunks(file, 64 * 1024))).toEqual([
    ['message 1', undefined],
    ['message 2', 'Subject: small\n'],
  ])
})

test('the end of a line that is too long to be kept begins no message', async () => {
  const file = `${FROM}${'x'.repeat(100_000)}${FROM}Subject: y\n`
  const [only, ...more] = await messagesIn(inChunks(file, 50_001))
  expect(more).toEqual([])
  expect(only?.[1]).toContain(FROM)
})
