import { expect, test } from 'vitest'
import { openPings } from './pings.ts'

const RUN = { organisation: 'keizer', what: 'expire-credits', slot: 'expire-credits 2026-03-02' }

/** What was asked for, in order. */
function open(
  pings: Readonly<Record<string, string>>,
  ask: (url: string) => Promise<unknown> = async () => {},
) {
  const asked: string[] = []
  const watcher = openPings({
    pingsOf: () => pings,
    ask: async (url) => {
      asked.push(url)
      await ask(url)
    },
  })
  return { watcher, asked }
}

test('a job tells when it starts, succeeds and fails, in that order', async () => {
  const { watcher, asked } = open({ 'expire-credits': 'https://hc.example/ping/1' })
  watcher.started?.(RUN)
  watcher.ended?.(RUN, { milliseconds: 1 })
  watcher.failed?.(RUN, new Error('no'))
  await watcher.end()
  expect(asked).toEqual(['/start', '', '/fail'].map((end) => `https://hc.example/ping/1${end}`))
})

test('jobs without an address of their own share one, which names them', async () => {
  const { watcher, asked } = open({ all: 'https://hc.example/KEY/{organisation}-{job}?create=1' })
  watcher.started?.(RUN)
  await watcher.end()
  expect(asked).toEqual(['https://hc.example/KEY/keizer-expire-credits/start?create=1'])
})

test('a work without a slot pings nobody, nor does a job without an address', async () => {
  const { watcher, asked } = open({ 'weekly-news': 'https://hc.example/2' })
  watcher.ended?.(RUN, { milliseconds: 1 })
  watcher.ended?.({ organisation: 'keizer', what: 'mail' }, { milliseconds: 1 })
  await watcher.end()
  expect(asked).toEqual([])
})

test('a service that does not answer keeps neither the job nor later pings from going on', async () => {
  const { watcher, asked } = open({ all: 'https://hc.example/3' }, () => Promise.reject(new Error('away')))
  watcher.started?.(RUN)
  watcher.ended?.(RUN, { milliseconds: 1 })
  await watcher.end()
  expect(asked).toEqual(['https://hc.example/3/start', 'https://hc.example/3'])
})

test('of a service that hangs for long no more than some hundreds of pings wait', async () => {
  const hangs = Promise.withResolvers<void>()
  const { watcher, asked } = open({ all: 'https://hc.example/4' }, () => hangs.promise)
  for (let count = 0; count < 2_000; count += 1) watcher.started?.({ ...RUN, organisation: `o${count}` })
  hangs.resolve()
  await watcher.end()
  expect(asked).toHaveLength(500)
})
