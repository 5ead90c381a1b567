import { type Child, daysBetween, type Policy, type World } from '../../../src/rules/index.ts'
import { CHILDREN_OF_LOCATION, makeChildren } from './children.ts'
import { daysAskedAbout, makeHistory } from './history.ts'
import { makeGroups, makeLocation } from './places.ts'
import { randomFrom } from './random.ts'

/** An organisation with two years behind it, the same in every run. */
export function makeWorld(children: number, events: number, policy: Policy): World {
  const random = randomFrom(20_260_302)
  const locations = Array.from({ length: children / CHILDREN_OF_LOCATION }, (_, at) =>
    makeLocation(`location-${at}`),
  )
  const groups = locations.map((location) => makeGroups(location, random))
  const everybody = groups.flatMap((ofLocation) => makeChildren(ofLocation, random))
  const places = { locations: byId(locations), groups: byId(groups.flat()) }
  const counts = shares(everybody.map(daysKnown), events)
  const histories = everybody.map((child, at) => makeHistory(child, counts[at] ?? 0, places, policy, random))
  return {
    ...places,
    children: byId(everybody),
    requests: inOrderOfAsking(histories.flatMap(({ requests }) => requests)),
    credits: histories.flatMap(({ credits }) => credits),
  }
}

/** Requests as a world keeps them. */
export function inOrderOfAsking(requests: World['requests']): World['requests'] {
  return requests.toSorted((one, other) => (one.askedAt < other.askedAt ? -1 : 1))
}

/** Things as a world keeps them. */
export function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]))
}

function daysKnown(child: Child): number {
  return daysBetween(...daysAskedAbout(child))
}

/** A whole in parts as large as the weights say, rounded so that they add up. */
function shares(weights: readonly number[], whole: number): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let before = 0
  return weights.map((weight) => {
    const start = Math.round((before / total) * whole)
    before += weight
    return Math.round((before / total) * whole) - start
  })
}
