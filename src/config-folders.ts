import type { Config } from './config.ts'
import { s3Address } from './media/s3/address.ts'

type Raw = Readonly<Record<string, unknown>>

/** Photos, exports and what is to be imported of one organisation never lie among those of another. */
export function foldersOf(name: string, { media = './media', exports = './exports', inbox }: Raw): Raw {
  return {
    media: within(media, name),
    exports: within(exports, name),
    ...(inbox !== undefined && { inbox: within(inbox, name) }),
  }
}

/** Behind the path of an S3 place stands a query, which is no part of it. What is no text is told as a mistake. */
function within(place: unknown, name: string): unknown {
  if (typeof place !== 'string' || place === '') return place
  if (!place.startsWith('s3:')) return `${place}/${name}`
  const [, path = '', query = ''] = /^([^?]*?)\/*(\?.*)?$/s.exec(place) ?? []
  return `${path}/${name}${query}`
}

/** The same text for places that are one: a prefix with or without its slash, settings of S3 in another order. */
export function placeOfMedia({ media }: Config): string {
  const address = s3Address(media)
  if (!address) return media
  const { bucket, prefix, endpoint } = address
  return `s3://${bucket}/${prefix} ${endpoint === undefined ? '' : new URL(endpoint).href}`
}
