import { stat } from 'node:fs/promises'

/**
 * What changes whenever somebody writes in a file, renames it or puts another in its place: nobody can set the time of
 * the last change of status, as they can that of the content. Undefined when there is no such file.
 */
export async function stampOf(file: string): Promise<string | undefined> {
  const status = await stat(file, { bigint: true }).catch(() => undefined)
  if (!status?.isFile()) return undefined
  return `${status.ino} ${status.size} ${status.ctimeNs}`
}
