import { addDays, type IsoDate, type World } from '../../../src/rules/index.ts'
import { withTexts } from './with-texts.ts'
import { byId, inOrderOfAsking } from './world.ts'

/** Between an event and its older copy: whole weeks, so that weekdays stay, and further back than any event reaches. */
const OLDER_DAYS = 110 * 7

/** The world so many times over: locations and children of the same size that have nothing to do with the first. */
export function withStrangers(world: World, times: number): World {
  const { locations, groups, children, requests, credits } = world
  const ids = new Set([locations, groups, children].flatMap((items) => [...items.keys()]))
  const lists = {
    locations: [...locations.values()],
    groups: [...groups.values()],
    children: [...children.values()],
    requests,
    credits,
  }
  const all = repeated(lists, times, (text, copy) =>
    ids.has(text) || isRecordId(text) ? `${copy}:${text}` : text,
  )
  return {
    locations: byId(all.flatMap((one) => one.locations)),
    groups: byId(all.flatMap((one) => one.groups)),
    children: byId(all.flatMap((one) => one.children)),
    ...together(all),
  }
}

/** The world with its events so many times over: the copies are more than two years old. */
export function withOlderEvents(world: World, times: number): World {
  const { requests, credits } = world
  const all = repeated({ requests, credits }, times, (text, copy) =>
    isRecordId(text) ? `${copy}:${text}` : olderText(text, OLDER_DAYS + 7 * copy),
  )
  return { ...world, ...together(all) }
}

/** The value itself and its copies, each with its texts changed. */
function repeated<T>(value: T, times: number, change: (text: string, copy: number) => string): readonly T[] {
  const copies = Array.from({ length: times - 1 }, (_, at) =>
    withTexts(value, (text) => change(text, at + 1)),
  )
  return [value, ...copies]
}

type Events = Pick<World, 'requests' | 'credits'>

function together(all: readonly Events[]): Events {
  return {
    requests: inOrderOfAsking(all.flatMap(({ requests }) => requests)),
    credits: all.flatMap(({ credits }) => credits),
  }
}

function isRecordId(text: string): boolean {
  return /\/(request|credit)-\d+$/.test(text)
}

/** A day, or the day of a moment, moved into the past; other text as it is. */
function olderText(text: string, days: number): string {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0]
  return day ? addDays(day as IsoDate, -days) + text.slice(day.length) : text
}
