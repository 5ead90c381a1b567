import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { loadPolicy } from './load.ts'
import { runScenarioFile } from './run-scenario.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const policies = `${root}policies`

describe('loading a policy', () => {
  test('by name takes the file of the policies folder', async () => {
    expect((await loadPolicy('delangekeizer', policies)).name).toBe('delangekeizer')
  })

  test('by path takes the file from the folder of whoever names it', async () => {
    expect((await loadPolicy('../policies/delangekeizer.yaml', 'nowhere', `${root}docs`)).name).toBe(
      'delangekeizer',
    )
  })

  test('by an unknown name names the nearest', async () => {
    await expect(loadPolicy('delangekeiser', policies)).rejects.toThrow('did you mean "delangekeizer"?')
  })

  test('that is not there says which file', async () => {
    await expect(loadPolicy('./nothing.yaml', policies)).rejects.toThrow('./nothing.yaml (ENOENT)')
  })
})

test('a scenario file is run with the policy that it names', async () => {
  const results = await runScenarioFile(`${root}fixtures/scenarios/delangekeizer.yaml`, policies)
  expect(results).toHaveLength(40)
})
