import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/support/folder.ts'
import { UserError } from '../errors.ts'
import { lockFolder } from './lock.ts'

let folder: string
let lock: string

beforeEach(async () => {
  folder = join(await temporaryFolder(), 'data')
  lock = `${folder}.lock`
})

const held = (change: object) => {
  if (!existsSync(lock)) lockFolder(folder, 'ouderportaal import')
  const before = readFileSync(lock, 'utf8')
  writeFileSync(lock, JSON.stringify({ ...JSON.parse(before), ...change }))
  return before
}

const deadPid = () => spawnSync(process.execPath, ['-e', '0']).pid

test('a folder in use is refused, with the process and the command that use it', () => {
  lockFolder(folder, 'ouderportaal import children')
  const again = () => lockFolder(folder, 'ouderportaal activate')
  expect(again).toThrow(UserError)
  expect(again).toThrow(`process ${process.pid} (ouderportaal import children)`)
})

test('a folder that is in use is worth another try', () => {
  lockFolder(folder, 'one')
  expect(() => lockFolder(folder, 'two')).toThrow(expect.objectContaining({ exitCode: 75 }))
})

test('a released folder can be locked again', () => {
  lockFolder(folder, 'one')()
  expect(() => lockFolder(folder, 'two')).not.toThrow()
})

test('the lock of a process that died is taken over', () => {
  held({ pid: deadPid() })
  lockFolder(folder, 'two')
  expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({ pid: process.pid, command: 'two' })
})

test('the lock of before a restart of the machine is taken over, though its process number lives', () => {
  held({ boot: 'an earlier boot' })
  expect(() => lockFolder(folder, 'two')).not.toThrow()
})

test('the process number of the lock given to another process since is no sign of life', () => {
  held({ started: '1' })
  expect(() => lockFolder(folder, 'two')).not.toThrow()
})

test('the lock of another container on this machine is left alone, whatever its process number', () => {
  held({ pid: deadPid(), space: 'pid:[1]', hostname: 'elsewhere' })
  expect(() => lockFolder(folder, 'two')).toThrow(
    / on elsewhere \(ouderportaal import\).*remove .*data\.lock/,
  )
})

test('a lock that somebody else is judging at this moment is left to them', () => {
  const mine = held({})
  held({ pid: deadPid() })
  writeFileSync(`${lock}.takeover`, mine)
  expect(() => lockFolder(folder, 'two')).toThrow(UserError)
  expect(existsSync(lock)).toBe(true)
})

test('who died while judging is judged too', () => {
  held({ pid: deadPid() })
  writeFileSync(`${lock}.takeover`, readFileSync(lock))
  lockFolder(folder, 'two')
  expect(readdirSync(join(folder, '..'))).toEqual(['data.lock'])
})

test('nothing but the lock itself stays behind', () => {
  held({ pid: deadPid() })
  lockFolder(folder, 'two')
  expect(readdirSync(join(folder, '..'))).toEqual(['data.lock'])
})
