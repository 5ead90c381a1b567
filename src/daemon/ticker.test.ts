import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startTicker } from './ticker.ts'

const HOUR = 3_600_000

let ticks: number
let busyFor: number
let end: () => void
let warn: ReturnType<typeof vi.spyOn>

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  })
  vi.setSystemTime('2026-03-02T08:00:30Z')
  warn = vi.spyOn(console, 'warn').mockReturnValue()
  ticks = 0
  busyFor = 0
  end = startTicker({
    tick: () => (ticks += 1),
    wall: () => Date.now(),
    elapsed: () => performance.now() + busyFor,
  })
})

afterEach(() => {
  end()
  vi.useRealTimers()
  warn.mockRestore()
})

/** How often it ticks in the coming minutes. */
async function ticksIn(minutes: number): Promise<number> {
  const before = ticks
  await vi.advanceTimersByTimeAsync(minutes * 60_000)
  return ticks - before
}

test('it ticks each minute', async () => {
  expect(await ticksIn(10)).toBe(10)
})

test.each([
  ['back by an hour', -HOUR],
  ['back by days', -100 * HOUR],
  ['on by days', 100 * HOUR],
])('set %s, the clock does not keep it from ticking each minute', async (_how, by) => {
  vi.setSystemTime(Date.now() + by)
  expect(await ticksIn(10)).toBeGreaterThanOrEqual(10)
  expect(await ticksIn(10)).toBe(10)
})

test('a tick that comes late, since the program was busy, is not left out', async () => {
  setTimeout(() => {
    busyFor = 5_000
    vi.setSystemTime(Date.now() + busyFor)
  }, 29_000)
  expect(await ticksIn(1)).toBe(1)
  expect(warn).not.toHaveBeenCalled()
})

test('ended, it ticks no more', async () => {
  end()
  expect(await ticksIn(10)).toBe(0)
})
