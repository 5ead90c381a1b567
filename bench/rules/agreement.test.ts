import { resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadPolicy } from '../../src/policy/load.ts'
import { type Asked, checkAgreement, checkSameOutcomes } from './agreement.ts'
import { makeAskings } from './organisation/askings.ts'
import { withOlderEvents, withStrangers } from './organisation/larger-world.ts'
import { makeWorld } from './organisation/world.ts'
import { indexWorld } from './peer/indexed-world.ts'
import { makePeer, type Peer } from './peer/peer.ts'

let asked: Asked
let peer: Peer

beforeAll(async () => {
  const book = await loadPolicy('delangekeizer', resolve(import.meta.dirname, '../../policies'))
  const [policy] = book.versions
  const world = makeWorld(200, 8000, policy)
  asked = { askings: makeAskings(world, 500, policy), world, policy }
  peer = makePeer(indexWorld(world, policy))
})

describe('the organisation of the bench', () => {
  test('has as many children and events as were asked for', () => {
    const { children, groups, requests } = asked.world
    expect([children.size, groups.size, requests.length]).toEqual([200, 12, 8000])
  })

  test('is the same in every run', () => {
    const { world, policy } = asked
    expect(makeWorld(200, 8000, policy)).toEqual(world)
  })

  test('has children with a name of their own when it is made larger', () => {
    const { children, requests, credits } = withStrangers(asked.world, 3)
    expect([children.size, requests.length]).toEqual([600, 24_000])
    expect(new Set(requests.map(({ id }) => id)).size).toBe(24_000)
    expect(credits.every(({ child }) => children.has(child))).toBe(true)
  })

  test('keeps its children when it gets older events, none of the last two years', () => {
    const { children, requests } = withOlderEvents(asked.world, 3)
    expect(children).toEqual(asked.world.children)
    expect(requests.filter(({ askedAt }) => askedAt < '2024-02-01')).toHaveLength(16_000)
  })
})

describe('the peer', () => {
  test('answers every ask as ours does', async () => {
    await expect(checkAgreement(asked, peer)).resolves.toBeUndefined()
  })

  test('is stopped at its first other answer', async () => {
    const lenient: Peer = { ...peer, decide: async () => ({ outcome: 'allowed', broken: [], earns: false }) }
    await expect(checkAgreement(asked, lenient)).rejects.toThrow('the peer allowed []')
  })

  test('is stopped where it refuses a day that ours offers', async () => {
    const strict: Peer = { ...peer, isAllowed: async () => false }
    await expect(checkAgreement(asked, strict)).rejects.toThrow('the peer refuses it')
  })

  test('offers other days for some of what it refuses', async () => {
    const answers: Awaited<ReturnType<Peer['decideWithDays']>>[] = []
    for (const asking of asked.askings.slice(0, 100)) answers.push(await peer.decideWithDays(asking))
    const refused = answers.filter(({ outcome }) => outcome === 'refused')
    expect(refused.some(({ days }) => days.length === 3)).toBe(true)
    expect(answers.filter(({ outcome }) => outcome === 'allowed').flatMap(({ days }) => days)).toEqual([])
  })
})

describe('a larger world', () => {
  test('of strangers and older events changes no outcome', () => {
    const larger = withOlderEvents(withStrangers(asked.world, 2), 2)
    expect(() => checkSameOutcomes(asked, larger)).not.toThrow()
  })

  test('is found out when it does', () => {
    expect(() => checkSameOutcomes(asked, { ...asked.world, requests: [] })).toThrow('in the other')
  })
})
