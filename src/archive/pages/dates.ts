import { Temporal } from 'temporal-polyfill'
import type { IsoDate, WallMoment } from '../../rules/time.ts'
import type { Texts } from '../texts.ts'

/** A month with what belongs to it, in order. */
export interface Month<Item> {
  readonly label: string
  readonly items: readonly Item[]
}

export function dayLabel(date: IsoDate, { locale }: Texts): string {
  return Temporal.PlainDate.from(date).toLocaleString(locale, { dateStyle: 'long' })
}

export function momentLabel(moment: WallMoment, { locale }: Texts): string {
  const options = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  } as const
  return Temporal.PlainDateTime.from(moment).toLocaleString(locale, options)
}

/** Items by the month of their moment; they must come in order of it. */
export function byMonth<Item>(
  items: readonly Item[],
  momentOf: (item: Item) => WallMoment,
  { locale }: Texts,
): readonly Month<Item>[] {
  const months = Map.groupBy(items, (item) => momentOf(item).slice(0, 7))
  return [...months].map(([month, inMonth]) => ({
    label: Temporal.PlainDate.from(`${month}-01`).toLocaleString(locale, { month: 'long', year: 'numeric' }),
    items: inMonth,
  }))
}
