import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the temporary folders of a run are, all removed at its end. */
    scratch: string
  }
}

/** An empty folder, removed with the others when the run ends. */
export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(inject('scratch'), 'folder-'))
}
