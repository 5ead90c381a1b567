import { EXIT, UserError } from '../errors.ts'

const ADVICE: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; free some space and try again',
  EDQUOT: 'the disk quota is used up; free some space and try again',
  EROFS: 'the disk can only be read; choose another folder',
  EACCES: 'permission denied; change the permissions or choose another folder',
  EPERM: 'permission denied; change the permissions or choose another folder',
  ENOENT: 'there is no such folder; make it first',
  ENOTDIR: 'there is no such folder; make it first',
  EISDIR: 'there is a folder with that name; choose another name',
  EIO: 'the disk has a fault',
  EFBIG: 'the disk or this user may not have a file so large; split the export with --split',
}

/** A fault of the disk as one sentence; any other error as it is. */
export function storageError(error: unknown, what: string): unknown {
  if (!isSystemError(error)) return error
  return new UserError(`${what}: ${ADVICE[error.code] ?? 'the system refuses'} (${error.code})`, EXIT.failed)
}

function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string'
}
