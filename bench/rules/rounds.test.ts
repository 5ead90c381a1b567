import { expect, test } from 'vitest'
import { roundsInTurn, timeEach, timeEachAnswer } from './rounds.ts'

test('contestants answer all questions in turn, once more than there are rounds', async () => {
  const said: string[] = []
  const one = timeEach([1, 2], (question) => said.push(`one ${question}`))
  const other = timeEachAnswer([1], async (question) => said.push(`other ${question}`))
  await roundsInTurn([one, other], { rounds: 1, warmUpMs: 0 })
  expect(said).toEqual(['one 1', 'one 2', 'other 1', 'one 1', 'one 2', 'other 1'])
})

test('a result is the median over the rounds', async () => {
  const times = new Float64Array(2)
  const rounds = [100, 3, 900, 1, 2, 4].values()
  const answerAll = async () => {
    times.fill(rounds.next().value ?? 0)
  }
  expect(await roundsInTurn([{ times, answerAll }], { rounds: 5, warmUpMs: 0 })).toEqual([
    { mean: 3, p99: 3 },
  ])
})

test('the p99 is the time that one in a hundred exceeds', async () => {
  const times = Float64Array.from({ length: 1000 }, (_, at) => at)
  const still = { times, answerAll: async () => {} }
  const [{ mean, p99 }] = await roundsInTurn([still], { rounds: 1, warmUpMs: 0 })
  expect([mean, p99]).toEqual([499.5, 990])
})
