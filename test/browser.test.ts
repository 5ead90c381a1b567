import { readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadPolicy } from '../src/policy/load.ts'
import { readScenarioFile } from '../src/policy/scenario-file.ts'
import { bundleScript } from './support/browser-bundle.ts'
import { answerCases, pack, type Questions } from './support/browser-cases.ts'
import { ENGINES, type Engine } from './support/browser-engines.ts'
import { temporaryFolder } from './support/folder.ts'
import { isThere } from './support/programs.ts'

/*
 * The rules as the portal gets them: one small script, which decides in other engines what it decides in Node.
 */
const root = resolve(import.meta.dirname, '..')
const scenarios = join(root, 'fixtures/scenarios')
const scenarioFiles = readdirSync(scenarios).filter((name) => name.endsWith('.yaml'))
const door = join(root, 'src/rules/index.ts')

const bundleDoor = () => bundleScript(door, 'rules')
const bundleCases = () =>
  bundleScript(join(root, 'test/support/browser-cases.ts'), 'cases', { [door]: 'rules' })

async function questionsIn(name: string): Promise<Questions> {
  const path = join(scenarios, name)
  const { world, cases, policy } = readScenarioFile(await readFile(path, 'utf8'), path)
  return { world, cases, book: await loadPolicy(policy, join(root, 'policies'), scenarios) }
}

test('the rules with the polyfill are under 60 kB, minified and gzipped', async () => {
  const { code } = await bundleDoor()
  expect(gzipSync(code).length).toBeLessThan(60_000)
})

test('the rules need no module of Node or of a package that is not in the bundle', async () => {
  const { imports } = await bundleDoor()
  expect(imports).toEqual([])
})

test('a module of Node behind the rules would be seen', async () => {
  const entry = join(await temporaryFolder(), 'entry.ts')
  await writeFile(entry, `import { hostname } from 'node:os'\nexport * from '${door}'\nexport { hostname }\n`)
  const { imports } = await bundleScript(entry, 'rules')
  expect(imports).toEqual(['node:os'])
})

test('there is a scenario file of De Lange Keizer and of twelve organisations more', () => {
  expect(scenarioFiles.length).toBeGreaterThanOrEqual(13)
})

for (const { name, open, needs } of ENGINES) {
  describe.skipIf(needs !== undefined && !isThere(needs))(name, () => {
    let engine: Engine

    beforeAll(async () => {
      engine = await open()
      for (const { code } of [await bundleDoor(), await bundleCases()]) await engine.run(code)
    })
    afterAll(() => engine?.close())

    test('has no interface of Node', async () => {
      const names = ['process', 'require', 'module', 'Buffer', 'setImmediate']
      const found = await engine.run(`${JSON.stringify(names)}.filter((name) => name in globalThis)`)
      expect(found).toEqual([])
    })

    test.each(scenarioFiles)('answers every case of %s as Node does, byte by byte', async (file) => {
      const questions = await questionsIn(file)
      const answers = await engine.run(`cases.answerPacked(${JSON.stringify(pack(questions))})`)
      expect(answers).toHaveLength(questions.cases.length)
      expect(answers).toEqual(answerCases(questions))
    })
  })
}
