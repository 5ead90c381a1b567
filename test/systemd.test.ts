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
  const timers = units.filter((unit) => /^ouderportaal-job@.*\.timer$/.test(unit))
  expect(timers.toSorted()).toEqual(jobs.map(({ name }) => `ouderportaal-job@${name}.timer`).toSorted())
  for (const { name, schedule } of jobs) {
    const timer = read(`ouderportaal-job@${name}.timer`)
    expect(timer).toMatch(new RegExp(`^OnCalendar=.*${schedule} Europe/Amsterdam$`, 'm'))
    expect(timer).toContain('Persistent=true')
  }
})

test.each([
  ['mail', 'mail send --yes --quiet', '*:0/5'],
  ['exports', 'export --queued --quiet', '*:15'],
])('without a daemon a timer sees to %s that wait', (name, command, when) => {
  expect(read(`ouderportaal-${name}.service`)).toContain(`ExecStart=/usr/bin/env ouderportaal ${command}\n`)
  expect(read(`ouderportaal-${name}.timer`)).toContain(`OnCalendar=*-*-* ${when} Europe/Amsterdam\n`)
})

test('all services are hardened alike, and read the settings where they may write beside them', () => {
  const services = units.filter((unit) => unit.endsWith('.service')).map(read)
  const hardening = services.map((text) =>
    text.slice(text.indexOf('User=')).split('\n\n[Install]')[0]?.trim(),
  )
  expect(new Set(hardening).size).toBe(1)
  for (const text of services) {
    expect(text).toContain('OUDERPORTAAL_CONFIG=/var/lib/ouderportaal/ouderportaal.yaml\n')
    expect(text).toContain('StateDirectory=ouderportaal\n')
    expect(text).toContain('ReadWritePaths=')
  }
})

test('the daemon has longer to end than it takes, and its watchdog is fed more often than it looks', () => {
  const service = read('ouderportaal.service')
  expect(service).toContain('Type=notify\n')
  expect(service).toContain('NotifyAccess=all\n')
  expect(service).toContain('TimeoutStopSec=30s\n')
  expect(service).toContain('WatchdogSec=5min\n')
})
