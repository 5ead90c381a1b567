import type { Policy } from '../../rules/policy.ts'
import type { Situation } from '../../rules/terms/index.ts'
import { minutesAfter, type TimeSpan, type WallTime, wallAt } from '../../rules/time.ts'

const LAST_MINUTE = 24 * 60 - 1

/** Hours of care on both sides of every length and every time that the situations name; else a usual day. */
export function spansFor(situations: readonly Situation[], { dayPartsMeetAt }: Policy): readonly TimeSpan[] {
  const lengths = situations.flatMap(({ atLeast }) => atLeast ?? [])
  const times = situations.flatMap(({ across }) => across ?? []).map(minuteOf)
  if (lengths.length + times.length === 0) return [USUAL]
  const meeting = [...times, minuteOf(dayPartsMeetAt)]
  const sizes = [60, ...lengths, ...lengths.map((minutes) => minutes - 1), LAST_MINUTE]
  const spans = meeting.flatMap((time) =>
    sizes.flatMap((size) => [
      spanFrom(time, size),
      spanFrom(time - size, size),
      spanFrom(time - Math.ceil(size / 2), size),
      spanFrom(0, size),
    ]),
  )
  return [USUAL, ...spans.filter((span) => span !== undefined)]
}

const USUAL: TimeSpan = { from: '07:30', until: '18:30' }

function spanFrom(minute: number, length: number): TimeSpan | undefined {
  if (length <= 0 || minute < 0 || minute + length > LAST_MINUTE) return undefined
  return { from: timeOf(minute), until: timeOf(minute + length) }
}

function minuteOf(time: WallTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

function timeOf(minute: number): WallTime {
  return minutesAfter(wallAt('2026-01-01', '00:00'), minute).slice(11, 16) as WallTime
}
