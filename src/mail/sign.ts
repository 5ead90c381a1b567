import { createPrivateKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import DKIM from 'nodemailer/lib/dkim'
import { UserError } from '../errors.ts'
import type { DkimSettings } from './mail.ts'

/** A message with its signature in front. */
export type Signer = (message: Buffer) => Promise<Buffer>

/** What a reader must be able to trust: also that this mail can be ended with one click (RFC 8058, section 4). */
const SIGNED_FIELDS =
  'From:Reply-To:Subject:Date:Message-ID:To:MIME-Version:Content-Type:List-Unsubscribe:List-Unsubscribe-Post'

/** Signs by RFC 6376. Throws a UserError when the key can't be read or is no RSA key. */
export function openSigner({ domain, selector, key }: DkimSettings): Signer {
  const signer = new DKIM({
    domainName: domain,
    keySelector: selector,
    privateKey: readKey(key),
    headerFieldNames: SIGNED_FIELDS,
  })
  return async (message) => {
    const signed = await buffer(signer.sign(message))
    // The package leaves a message unsigned when signing fails.
    if (!/^DKIM-Signature:/i.test(signed.subarray(0, 20).toString('latin1')))
      throw new Error('the mail could not be signed')
    return signed
  }
}

function readKey(file: string): KeyObject {
  const key = parseKey(readText(file), file)
  if (key.asymmetricKeyType === 'rsa') return key
  throw new UserError(
    `The DKIM key ${file} is no RSA key: make one with "openssl genrsa -out ${file} 2048", and publish its public part.`,
  )
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new UserError(
      `The DKIM key ${file} can't be read (${(error as NodeJS.ErrnoException).code}): check "mail.dkim.key" in the settings.`,
    )
  }
}

function parseKey(text: string, file: string): KeyObject {
  try {
    return createPrivateKey(text)
  } catch {
    throw new UserError(
      `The DKIM key ${file} is no private key in PEM: check "mail.dkim.key" in the settings.`,
    )
  }
}
