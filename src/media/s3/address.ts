/** Where photos are kept: `s3://BUCKET/PREFIX?region=...&endpoint=https://...`. */
export interface S3Address {
  readonly bucket: string
  /** Before each key: empty, or with a slash at its end. */
  readonly prefix: string
  readonly region?: string
  /** Of a server that is not Amazon's. */
  readonly endpoint?: string
}

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/
const PREFIX = /^(?:[\w.-]+\/)*$/

/** Undefined when it is none. */
export function s3Address(text: string): S3Address | undefined {
  const { protocol, host: bucket, pathname, searchParams, username, password, hash } = urlOf(text) ?? {}
  if (protocol !== 's3:' || bucket === undefined || pathname === undefined || searchParams === undefined)
    return undefined
  const prefix = pathname.replace(/^\/+/, '').replace(/([^/])$/, '$1/')
  const { region, endpoint, ...others } = Object.fromEntries(searchParams)
  const isPlain = !username && !password && !hash && Object.keys(others).length === 0
  if (!isPlain || !BUCKET.test(bucket) || !PREFIX.test(prefix) || (endpoint && !isHttp(endpoint)))
    return undefined
  return { bucket, prefix, ...(region && { region }), ...(endpoint && { endpoint }) }
}

function urlOf(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}

function isHttp(text: string): boolean {
  return /^https?:$/.test(urlOf(text)?.protocol ?? '')
}
