import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/support/folder.ts'
import { isThere } from '../../test/support/programs.ts'
import { compose } from './compose.ts'
import { openSigner } from './sign.ts'
import { exampleMail } from './test-kit.ts'

const DOMAIN = 'opvang.example'
const SELECTOR = 'portaal'
const NAME = `${SELECTOR}._domainkey.${DOMAIN}`

let folder: string
let key: string
let published: string

beforeAll(async () => {
  folder = await temporaryFolder()
  key = join(folder, 'dkim.pem')
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  await writeFile(key, pair.privateKey)
  published = `v=DKIM1; k=rsa; p=${pair.publicKey.toString('base64')}`
})

function signed(): Promise<Buffer> {
  const mail = exampleMail({
    text: 'Beste Zoë 🎈,\n\nregel  met   spaties  \n.\n\n\n',
    unsubscribe: 'https://portaal.example/afmelden?mail=abc',
    from: { name: 'Kinderopvang Zoë', address: `noreply@${DOMAIN}` },
  })
  return openSigner({ domain: DOMAIN, selector: SELECTOR, key })(compose(mail).bytes)
}

/** What another verifier says, with the key that the domain would publish. */
async function verdictOn(message: Buffer) {
  const resolver = async (name: string) => {
    if (name !== NAME) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
    return [[published]]
  }
  const { results } = await dkimVerify(message, { resolver })
  return results.map(({ status }) => ({ result: status.result, header: status.header ?? {} }))
}

test('another verifier accepts the signature, which covers who ends such mails', async () => {
  const message = await signed()
  const [verdict] = await verdictOn(message)
  expect(verdict?.result).toBe('pass')
  expect(message.toString('latin1')).toMatch(/h=[^;]*List-Unsubscribe:List-Unsubscribe-Post/i)
})

test('a signed mail that was changed on its way is refused', async () => {
  const message = (await signed()).toString('latin1')
  for (const [from, to] of [
    ['regel', 'Regel'],
    ['abc>', 'abd>'],
  ] as const) {
    const [verdict] = await verdictOn(Buffer.from(message.replace(from, to), 'latin1'))
    expect(verdict?.result).not.toBe('pass')
  }
})

test('a mail is signed with the same bytes each time', async () => {
  expect((await signed()).equals(await signed())).toBe(true)
})

describe.skipIf(!isThere('opendkim'))('opendkim (skipped where it is not installed)', () => {
  test('accepts the signature', async () => {
    const [mail, keys, settings] = ['mail.eml', 'keys', 'opendkim.conf'].map((name) => join(folder, name))
    await writeFile(mail as string, await signed())
    await writeFile(keys as string, `${NAME} ${published}\n`)
    await writeFile(settings as string, `Mode v\nTestPublicKeys ${keys}\n`)
    const { stdout, stderr } = spawnSync('opendkim', ['-t', mail as string, '-x', settings as string], {
      encoding: 'utf8',
    })
    expect(stdout + stderr).toMatch(/verification \(s=portaal, d=opvang\.example, 2048-bit key\) succeeded/)
  })
})

test.each([
  ['is not there', async () => join(folder, 'nowhere.pem'), /can't be read \(ENOENT\)/],
  ['is no key', async () => written('text.pem', 'no key'), /is no private key in PEM/],
  ['is no RSA key', async () => written('ed.pem', ed25519()), /is no RSA key: make one with "openssl genrsa/],
])('a key that %s is told before any mail is sent', async (_what, file, message) => {
  const settings = { domain: DOMAIN, selector: SELECTOR, key: await file() }
  expect(() => openSigner(settings)).toThrow(message)
})

async function written(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text)
  return join(folder, name)
}

function ed25519(): string {
  const encoding = { type: 'pkcs8', format: 'pem' } as const
  return generateKeyPairSync('ed25519').privateKey.export(encoding).toString()
}
