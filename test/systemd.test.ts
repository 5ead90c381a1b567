import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { jobs } from '../src/jobs/index.ts'
import { isThere } from './support/programs.ts'

const folder = resolve(import.meta.dirname, '../systemd')
const units = readdirSync(folder)
const read = (unit: string) => readFileSync(join(folder, unit), 'utf8')

const hasSystemd = isThere('systemd-analyze')

test.skipIf(!hasSystemd)('systemd finds nothing wrong in our units (needs the package systemd)', () => {
  const started = units.map((unit) =>
    unit === 'ouderportaal-job@.service' ? 'ouderportaal-job@expire-credits.service' : unit,
  )
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', ...started], {
    cwd: folder,
    encoding: 'utf8',
  })
  const ours = stderr.split('\n').filter((line) => line.includes('ouderportaal'))
  expect(ours).toEqual([])
  expect(status).toBe(0)
})

test('each job of the night has a timer at its time, which catches up', () => {
  const timers = units.filter((unit) => unit.endsWith('.timer'))
  expect(timers.toSorted()).toEqual(jobs.map(({ name }) => `ouderportaal-job@${name}.timer`).toSorted())
  for (const { name, schedule } of jobs) {
    const timer = read(`ouderportaal-job@${name}.timer`)
    expect(timer).toMatch(new RegExp(`^OnCalendar=.*${schedule} Europe/Amsterdam$`, 'm'))
    expect(timer).toContain('Persistent=true')
  }
})

test('the daemon has longer to end than it takes, and its watchdog is fed more often than it looks', () => {
  const service = read('ouderportaal.service')
  expect(service).toContain('Type=notify\n')
  expect(service).toContain('NotifyAccess=all\n')
  expect(service).toContain('TimeoutStopSec=30s\n')
  expect(service).toContain('WatchdogSec=5min\n')
})
