import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { addressHashesIn } from './address-hashes.ts'
import { readDeliveryReport } from './delivery-report.ts'

const FIXTURES = resolve(import.meta.dirname, '../../../fixtures/bounces')

const read = async (name: string) => readDeliveryReport(await readFile(resolve(FIXTURES, name)))
const hashesOf = (address: string) => addressHashesIn(`rfc822; ${address}`)
const mailNumber = (digit: number) => `${digit}0000000-0000-4000-8000-000000000000@portaal.example`

test.each([
  ['postfix.eml', 1, 'an@ouders.example', '5.1.1'],
  ['exchange.eml', 2, 'bas@tenant.example', '5.1.10'],
  ['gmail.eml', 3, 'cor@gmail.example', '5.2.1'],
  ['sendmail.eml', 4, 'dirk@ouders.example', '5.7.1'],
  ['postfix-given-up.eml', 5, 'els@ouders.example', '4.4.1'],
])('%s tells which mail came back from whom, and why', async (name, digit, address, status) => {
  expect(await read(name)).toMatchObject({
    messageId: mailNumber(digit),
    failed: [{ addresses: hashesOf(address), status }],
    notices: 0,
  })
})

test('where the status says nothing, the words of the server before it do', async () => {
  expect(await read('exim-dsn.eml')).toMatchObject({
    messageId: mailNumber(6),
    failed: [{ addresses: hashesOf('fien@ouders.example'), status: '5.1.1' }],
  })
})

test('a mail that is late is a notice', async () => {
  expect(await read('postfix-delayed.eml')).toMatchObject({ failed: [], notices: 1 })
})

test.each(['exim.eml', 'qmail.eml', 'out-of-office.eml', 'read-receipt.eml'])(
  '%s is no report',
  async (name) => {
    expect(await read(name)).toBeUndefined()
  },
)

const report = (status: string, rest = '') =>
  Buffer.from(
    [
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      ...['', '--b', 'Content-Type: message/delivery-status', '', status, rest, '--b--', ''],
    ].join('\n'),
  )

test('a report without a delivery status can not be read', async () => {
  const bytes = Buffer.from(
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b--\n',
  )
  await expect(readDeliveryReport(bytes)).rejects.toThrow('without a delivery status')
})

test('a report that names no recipient can not be read', async () => {
  await expect(readDeliveryReport(report('Reporting-MTA: dns; mx.example'))).rejects.toThrow('no recipient')
})

test('parts within parts without end can not be read', async () => {
  const layers = Array.from(
    { length: 300 },
    (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}`,
  )
  await expect(readDeliveryReport(Buffer.from(`${layers.join('\n')}\n\ndelivery-status\n`))).rejects.toThrow(
    'nesting depth',
  )
})

test('a report is the same one with other line ends and headers of the mailbox', async () => {
  const text = (await readFile(resolve(FIXTURES, 'postfix.eml'))).toString('latin1')
  const moved = Buffer.from(`Status: RO\n${text}`.replaceAll('\n', '\r\n'), 'latin1')
  const digest = (await read('postfix.eml'))?.digest
  expect(digest).toMatch(/^[\da-f]{64}$/)
  expect((await readDeliveryReport(moved))?.digest).toBe(digest)
})

test('a report on a new try of the same mail is another one', async () => {
  const text = (await readFile(resolve(FIXTURES, 'postfix.eml'))).toString('latin1')
  const again = Buffer.from(text.replaceAll('4F1A2B3C4D', '4F1A2B3C4E'), 'latin1')
  expect((await readDeliveryReport(again))?.digest).not.toBe((await read('postfix.eml'))?.digest)
})

test('each recipient is judged by itself, also one that was forwarded', async () => {
  const recipients = [
    'Reporting-MTA: dns; mx.example\nOriginal-Envelope-Id: E1',
    'Original-Recipient: rfc822;<An@Ouders.example>\nFinal-Recipient: rfc822; other@box.example\nAction: failed\nStatus: 5.2.2 (full)',
    'Final-Recipient: rfc822; bas@ouders.example\nAction: delivered\nStatus: 2.0.0',
    'Final-Recipient: x400; C=nl\nAction: Failed',
  ]
  expect(await readDeliveryReport(report(recipients.join('\n\n')))).toMatchObject({
    envelopeId: 'E1',
    messageId: undefined,
    failed: [
      { addresses: [...hashesOf('an@ouders.example'), ...hashesOf('other@box.example')], status: '5.2.2' },
      { addresses: [], status: undefined },
    ],
    notices: 1,
  })
})

test('a domain that was sent in ASCII is also known as it is written', () => {
  expect(hashesOf('an@xn--bcher-kva.example')).toEqual([
    ...hashesOf('an@xn--bcher-kva.example').slice(0, 1),
    ...hashesOf('an@bücher.example').slice(0, 1),
  ])
})
