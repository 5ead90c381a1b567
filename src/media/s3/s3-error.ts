import { EXIT, UserError } from '../../errors.ts'

const ADVICE: Readonly<Record<string, string>> = {
  NoSuchBucket: 'there is no such bucket; make it, or name another in the setting "media"',
  AccessDenied: 'these credentials may not do that; give them the right to read, write and delete there',
  InvalidAccessKeyId: 'the server does not know the access key; check AWS_ACCESS_KEY_ID',
  SignatureDoesNotMatch: 'the secret key is wrong; check AWS_SECRET_ACCESS_KEY',
  CredentialsProviderError: 'there are no credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
  PermanentRedirect: 'the bucket is in another region; name it as ?region= in the setting "media"',
  AuthorizationHeaderMalformed: 'the bucket is in another region; name it as ?region= in the setting "media"',
}
const AWAY =
  /^(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|TimeoutError|SlowDown|InternalError|ServiceUnavailable)$/

/** What a server of S3 says as one sentence; any other error as it is. */
export function s3Error(error: unknown, what: string): unknown {
  const { name = '', code = '' } = error as { readonly name?: string; readonly code?: string }
  const word = [name, code].find((one) => one in ADVICE)
  if (word) return new UserError(`${what}: ${ADVICE[word]}.`, EXIT.failed)
  if (AWAY.test(code) || AWAY.test(name)) {
    return new UserError(
      `${what}: the server does not answer (${code || name}); try again later.`,
      EXIT.tryAgain,
    )
  }
  return error
}

/** A missing object; a HEAD has no words, only a number. */
export function isMissing(error: unknown): boolean {
  const { name } = error as { readonly name?: string }
  return name === 'NoSuchKey' || name === 'NotFound'
}
