import type { DecisionDay } from '../../rules/terms/index.ts'
import { textAs } from '../values.ts'
import { readLength } from './lengths.ts'

function readDecisionDay(text: string): DecisionDay | undefined {
  const length = readLength(/^(.+) before$/.exec(text)?.[1] ?? '')
  if (length) return { kind: 'length', length }
  const match = /^day (\d{1,2}) of the (month before|same month)$/.exec(text)
  const months = /^day (\d{1,2}), (\d{1,2}) months before$/.exec(text)
  const dayOfMonth = Number((match ?? months)?.[1])
  if (!(dayOfMonth >= 1 && dayOfMonth <= 31)) return undefined
  const monthsBefore = months ? Number(months[2]) : match?.[2] === 'month before' ? 1 : 0
  return { kind: 'month', dayOfMonth, monthsBefore }
}

export const decidedFrom = textAs(
  readDecisionDay,
  'from when it is decided, like `14 days before` or `day 15 of the month before`',
)
