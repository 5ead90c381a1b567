import { z } from 'zod'
import type { Window, WindowEnd } from '../../rules/terms/index.ts'
import type { Period } from '../../rules/time.ts'
import { textAs } from '../values.ts'
import { readLength } from './lengths.ts'

/** Days around an absence, or around the day that a swap gives up; each side one end or several, of which the narrowest counts. */
export const window: z.ZodType<Window> = z
  .strictObject({ from: ends('start').default([]), until: ends('end').default([]) })
  .refine(({ from, until }) => from.length + until.length > 0, 'expected `from`, `until` or both')

function ends(side: 'start' | 'end') {
  const end = textAs(
    (text) => readEnd(text, side),
    `a day like \`28 days before the absence\`, \`3 months after the report\`, \`the absence\`, ` +
      `\`${side} of the year\`, \`${side} of the contract\` or \`${side} of the contract year\`` +
      (side === 'end' ? ' or `3 months after the end of the year`' : ''),
  )
  return z.union([end.transform((one) => [one]), z.array(end).min(1)], {
    error: ({ input, errors }) => (Array.isArray(input) ? undefined : errors?.[0]?.[0]?.message),
  })
}

function readEnd(text: string, side: 'start' | 'end'): WindowEnd | undefined {
  return readCounted(text) ?? readPeriod(text, side)
}

/** The day that a swap gives up is its absence. */
function readCounted(text: string): WindowEnd | undefined {
  const match = /^(?:(.+) (before|after) )?the (absence|given day|report)$/.exec(text)
  if (!match) return undefined
  const length = match[1] ? readLength(match[1]) : { count: 0, unit: 'days' as const }
  const of = match[3] === 'report' ? 'report' : 'absence'
  return length && { kind: 'length', length, side: match[2] === 'before' ? 'before' : 'after', of }
}

function readPeriod(text: string, side: 'start' | 'end'): WindowEnd | undefined {
  const match =
    /^(?:(\d{1,2}) months? after the )?(start|end) of the (week|month|year|contract|contract year)$/.exec(
      text,
    )
  if (match?.[2] !== side) return undefined
  const [, later, , name] = match
  if (name === 'contract' || name === 'contract year') {
    return later ? undefined : { kind: name === 'contract' ? 'contract' : 'contract-year' }
  }
  if (later && side === 'start') return undefined
  return { kind: 'period', period: name as Period, monthsLater: Number(later ?? 0) }
}
