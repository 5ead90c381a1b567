import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { createTemplate } from './postgres.ts'
import { startServer } from './postgres-server.ts'

/** One server and one scratch folder for a whole run; both are gone after it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer()
  await createTemplate(server)
  const scratch = await mkdtemp(join(tmpdir(), 'ouderportaal-test-'))
  project.provide('postgres', server.urlOf('postgres'))
  project.provide('scratch', scratch)
  return async () => {
    await server.stop()
    await rm(scratch, { recursive: true, force: true })
  }
}
