import { spawnSync } from 'node:child_process'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from './support/folder.ts'

const root = resolve(import.meta.dirname, '..')

let folder: string

/** A package that wants a newer Node than there is, with our settings of npm. */
beforeEach(async () => {
  folder = await temporaryFolder()
  const wanting = { name: 'wanting', version: '1.0.0', engines: { node: '>=99' } }
  await writeFile(join(folder, 'package.json'), JSON.stringify(wanting))
  await copyFile(join(root, '.npmrc'), join(folder, '.npmrc'))
})

/** As a newcomer runs it: without what the npm that runs this test hands on. */
function npm(...args: readonly string[]) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)))
  return spawnSync('npm', args, { cwd: folder, env, encoding: 'utf8' })
}

test('an install on an older Node says nothing of the Node that it brings itself', () => {
  expect(npm('install', '--offline')).toMatchObject({ status: 0, stderr: '' })
})

test('an install that fails says why', () => {
  const { status, stderr } = npm('install', '--offline', 'ouderportaal-no-such-package')
  expect(status).not.toBe(0)
  expect(stderr).toMatch(/^npm err.* code ENOTCACHED$/im)
})

test('of each package with an install script it is written down whether it may run, for npm warns in silence', async () => {
  const read = async (name: string) => JSON.parse(await readFile(join(root, name), 'utf8'))
  const { allowScripts } = await read('package.json')
  const { packages } = await read('node_modules/.package-lock.json')
  const scripted = Object.keys(packages).filter((path) => packages[path].hasInstallScript)
  const names = scripted.map((path) => path.replace(/^.*node_modules\//, ''))
  expect(names.filter((name) => !(name in allowScripts))).toEqual([])
  expect(names).not.toEqual([])
})
