import { spawnSync } from 'node:child_process'
import { accessSync, constants, readFileSync, symlinkSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { temporaryFolder } from './support/folder.ts'

const root = resolve(import.meta.dirname, '..')
const binary = join(root, 'dist/bin/ouderportaal.js')

/** A folder in which `ouderportaal` is installed, with a module that uses its rules. */
let portal = ''

const source = `
  import { momentAtWall, type Moment } from 'ouderportaal/rules'
  const moment: Moment = momentAtWall('2026-03-02 07:29')
  // @ts-expect-error the types came along, so a number is no time
  export const wrong = () => momentAtWall(729)
  export const today: string = moment.today
`

beforeAll(async () => {
  portal = await temporaryFolder()
  await mkdir(join(portal, 'node_modules'))
  symlinkSync(root, join(portal, 'node_modules/ouderportaal'))
  await writeFile(join(portal, 'package.json'), '{ "type": "module" }')
  await writeFile(join(portal, 'portal.ts'), source)
})

test.each([
  ['Node', 'nodenext', 'nodenext', 'es2024'],
  ['a bundler for the browser', 'esnext', 'bundler', 'es2024,dom'],
])('ouderportaal/rules has types for %s', (_, module, resolution, lib) => {
  const target = ['--noEmit', '--strict', '--types', '', '--target', 'es2024', '--lib', lib]
  const modules = ['--module', module, '--moduleResolution', resolution]
  const tsc = join(root, 'node_modules/.bin/tsc')
  const { stdout } = spawnSync(tsc, [...target, ...modules, 'portal.ts'], { cwd: portal, encoding: 'utf8' })
  expect(stdout).toBe('')
})

test('ouderportaal/rules can be imported from JavaScript', () => {
  const script = `import('ouderportaal/rules').then((rules) => console.log(rules.momentAtWall('2026-03-02 07:29').today))`
  const { stdout } = spawnSync(process.execPath, ['-e', script], { cwd: portal, encoding: 'utf8' })
  expect(stdout).toBe('2026-03-02\n')
})

const accountsSource = `
  import { type Link, openAccounts } from 'ouderportaal/accounts'
  import { momentAtWall } from 'ouderportaal/rules'
  const accounts = await openAccounts({ database: 'postgres://127.0.0.1/portal' })
  const link: Link = await accounts.look('token', momentAtWall('2026-03-02 07:29'))
  export const name: string = link.state === 'valid' ? link.userName : link.state
  // @ts-expect-error a clock is an argument
  export const wrong = () => accounts.look('token')
`

test('ouderportaal/accounts has types, for which the portal needs no package more', async () => {
  await writeFile(join(portal, 'accounts.ts'), accountsSource)
  const target = ['--noEmit', '--strict', '--types', '', '--target', 'es2024', '--lib', 'es2024,dom']
  const modules = ['--module', 'nodenext', '--moduleResolution', 'nodenext']
  const tsc = join(root, 'node_modules/.bin/tsc')
  const { stdout } = spawnSync(tsc, [...target, ...modules, 'accounts.ts'], { cwd: portal, encoding: 'utf8' })
  expect(stdout).toBe('')
})

test('ouderportaal/accounts can be imported from JavaScript', () => {
  const script = `import('ouderportaal/accounts').then((accounts) => console.log(Object.keys(accounts).sort().join()))`
  const { stdout } = spawnSync(process.execPath, ['-e', script], { cwd: portal, encoding: 'utf8' })
  expect(stdout).toBe('PASSWORD_LENGTH,isPassword,openAccounts\n')
})

test('nothing else of the package can be imported', () => {
  const script = `import('ouderportaal/dist/src/main.js').catch((error) => console.log(error.code))`
  const { stdout } = spawnSync(process.execPath, ['-e', script], { cwd: portal, encoding: 'utf8' })
  expect(stdout).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED\n')
})

test('the binary can be started by its name', () => {
  expect(readFileSync(binary, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  expect(() => accessSync(binary, constants.X_OK)).not.toThrow()
})
