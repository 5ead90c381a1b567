import { expect, test } from 'vitest'
import { medianSeconds } from './contest.ts'

test('contenders do their work in turn, as often as there are rounds', async () => {
  const done: string[] = []
  const contender = (name: string) => async () => {
    done.push(name)
    return { [name]: 1 }
  }
  await medianSeconds([contender('ours'), contender('theirs')], 2)
  expect(done).toEqual(['ours', 'theirs', 'ours', 'theirs'])
})

test('the seconds under a name are the median of its rounds', async () => {
  const seconds = [9, 1, 3, 2, 8].values()
  const contender = async () => ({ first: seconds.next().value ?? 0, unchanged: 5 })
  const medians = await medianSeconds([contender], 5)
  expect([...medians]).toEqual([
    ['first', 3],
    ['unchanged', 5],
  ])
})
