import { EXIT, UserError } from '../../errors.ts'

const REGION = 'the bucket is in another region; name it as ?region= in the setting "media"'
const SESSION = 'the session of these credentials has ended; renew AWS_SESSION_TOKEN and what came with it'
const ADVICE: Readonly<Record<string, string>> = {
  NoSuchBucket: 'there is no such bucket; make it, or name another in the setting "media"',
  AccessDenied:
    'these credentials may not do that; give them s3:GetObject, s3:PutObject and s3:DeleteObject on its objects, and s3:ListBucket on the bucket itself, without which what is not there looks forbidden',
  InvalidAccessKeyId: 'the server does not know the access key; check AWS_ACCESS_KEY_ID',
  SignatureDoesNotMatch: 'the secret key is wrong; check AWS_SECRET_ACCESS_KEY',
  CredentialsProviderError: 'there are no credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
  ExpiredToken: SESSION,
  InvalidToken: SESSION,
  RequestTimeTooSkewed: 'the clock of this machine is wrong; set it',
  PermanentRedirect: REGION,
  AuthorizationHeaderMalformed: REGION,
}
const AWAY =
  /^(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPIPE|ETIMEDOUT|TimeoutError|SlowDown|InternalError|ServiceUnavailable)$/
/** What speaks no TLS, or cannot prove who it is. */
const UNSAFE = /^EPROTO$|^ERR_(?:SSL|TLS)|CERT|^UNABLE_TO_/

interface S3Fault {
  readonly name?: string
  readonly code?: string
  readonly $metadata?: { readonly httpStatusCode?: number }
}

/** What a server of S3 says, or that there is none, as one sentence; any other error as it is. */
export function s3Error(error: unknown, what: string, server = 'the server'): unknown {
  const { name = '', code = '' } = error as S3Fault
  const [word, status] = [code || name, statusOf(error)]
  const advice = ADVICE[name] ?? ADVICE[code]
  if (advice) return new UserError(`${what}: ${advice}.`, EXIT.failed)
  if (AWAY.test(code) || AWAY.test(name) || status >= 500) {
    const why = status >= 500 ? `${word} ${status}` : word
    return new UserError(
      `${what}: ${server} does not answer (${why}); see whether the setting "media" has its address and region right, and try again later.`,
      EXIT.tryAgain,
    )
  }
  if (UNSAFE.test(code))
    return new UserError(
      `${what}: there is no safe connection to ${server} (${code}); check "endpoint" in the setting "media", and its certificate.`,
      EXIT.failed,
    )
  if (status >= 300)
    return new UserError(
      `${what}: ${server} refuses it (${word} ${status}); check the setting "media" and the credentials.`,
      EXIT.failed,
    )
  return error
}

/** Of an answer; 0 when there was none. */
function statusOf(error: unknown): number {
  return (error as S3Fault).$metadata?.httpStatusCode ?? 0
}

/** A missing object; a HEAD has no words, only a number. */
export function isMissing(error: unknown): boolean {
  const { name } = error as S3Fault
  return name === 'NoSuchKey' || name === 'NotFound'
}

/** The answer to a HEAD that says no, and not why. */
export function isWordless(error: unknown): boolean {
  const status = statusOf(error)
  return !isMissing(error) && status >= 300 && status < 500
}
