import { expect, test } from 'vitest'
import { runCli } from './cli.ts'
import { temporaryFolder } from './folder.ts'

test('a command that takes too long fails with its name and limit', async () => {
  await expect(runCli(['--help'], { limitMs: 1 })).rejects.toThrow(
    'ouderportaal --help: not ended after 1 ms',
  )
})

test('no setting of the surroundings reaches a command', async () => {
  process.env.DATABASE_URL = 'nonsense'
  const result = await runCli(['--version'], { cwd: await temporaryFolder() })
  delete process.env.DATABASE_URL
  expect(result).toEqual({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' })
})

test('two temporary folders are not the same', async () => {
  expect(await temporaryFolder()).not.toBe(await temporaryFolder())
})
