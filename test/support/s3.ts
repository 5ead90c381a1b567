import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { temporaryFolder } from './folder.ts'

/** A server that speaks S3, of a process of its own, with a bucket `fotos`. */
export interface S3Server {
  /** For the setting `media`: that bucket, with a prefix if one is given. */
  place(prefix?: string): string
  /** Where it keeps the bucket, for a test that spoils something. */
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
  stop(): void
}

const PROGRAM = createRequire(import.meta.url).resolve('s3rver/bin/s3rver.js')
const env = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' }

export async function startS3(): Promise<S3Server> {
  const folder = await temporaryFolder()
  const args = ['-d', folder, '-a', '127.0.0.1', '-p', '0', '--configure-bucket', 'fotos']
  const server = spawn(process.execPath, [PROGRAM, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface(server.stdout)) {
    const address = /listening on (\S+)/.exec(line)?.[1]
    if (address === undefined) continue
    server.stdout.resume()
    const query = new URLSearchParams({ region: 'eu-west-1', endpoint: `http://${address}` })
    return {
      place: (prefix = '') => `s3://fotos/${prefix}?${query}`,
      folder,
      env,
      stop: () => void server.kill(),
    }
  }
  throw new Error('the server of S3 ended before it listened')
}
