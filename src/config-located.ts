import { resolve } from 'node:path'
import type { Settings } from './config-schema.ts'

/** Paths in the file are relative to the file, so that a command means the same from any folder. */
export function located<Given extends Settings>(config: Given, folder: string): Given {
  const from = (path: string) => resolve(folder, path)
  return {
    ...config,
    database: locatedIn(folder, 'pglite:', config.database),
    mail: locatedMail(config.mail, folder),
    ...(config.policies && { policies: from(config.policies) }),
    media: config.media.startsWith('s3://') ? config.media : from(config.media),
    exports: from(config.exports),
    profiles: from(config.profiles),
    ...(config.inbox && { inbox: from(config.inbox) }),
  }
}

function locatedMail(mail: Settings['mail'], folder: string): Settings['mail'] {
  const { transport, dkim } = mail
  return {
    ...mail,
    transport: locatedIn(folder, 'folder:', transport),
    ...(dkim && { dkim: { ...dkim, key: resolve(folder, dkim.key) } }),
  }
}

export function locatedIn(folder: string, scheme: string, address: string): string {
  const path = address.startsWith(scheme) ? address.slice(scheme.length) : ''
  return path === '' ? address : `${scheme}${resolve(folder, path)}`
}
