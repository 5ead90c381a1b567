import { median } from '../measure.ts'

/** Takes part in rounds: each answers the same questions, every one on its own clock. */
export interface Contestant {
  /** Milliseconds for each question of the last round. */
  readonly times: Float64Array
  readonly answerAll: () => Promise<void>
}

/** Milliseconds for one question: the medians, over the rounds, of a round's mean and of its p99. */
export interface Rounds {
  readonly mean: number
  readonly p99: number
}

/** A contestant that answers at once. */
export function timeEach<T>(questions: readonly T[], answer: (question: T) => unknown): Contestant {
  const times = new Float64Array(questions.length)
  const answerAll = async () => {
    for (const [at, question] of questions.entries()) {
      const began = performance.now()
      answer(question)
      times[at] = performance.now() - began
    }
  }
  return { times, answerAll }
}

/** A contestant that answers with a promise; it is asked the next when it has answered. */
export function timeEachAnswer<T>(
  questions: readonly T[],
  answer: (question: T) => Promise<unknown>,
): Contestant {
  const times = new Float64Array(questions.length)
  const answerAll = async () => {
    for (const [at, question] of questions.entries()) {
      const began = performance.now()
      await answer(question)
      times[at] = performance.now() - began
    }
  }
  return { times, answerAll }
}

/** Rounds in turn, A B A B, after each has answered all for at least so long that what it needs is compiled. */
export async function roundsInTurn<const C extends readonly Contestant[]>(
  contestants: C,
  { rounds, warmUpMs }: { readonly rounds: number; readonly warmUpMs: number },
): Promise<{ readonly [Place in keyof C]: Rounds }> {
  const results = contestants.map((): Rounds[] => [])
  for (const contestant of contestants) await warmUp(contestant, warmUpMs)
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, { times, answerAll }] of contestants.entries()) {
      await answerAll()
      results[at]?.push(roundOf(times))
    }
  }
  return results.map(medians) as unknown as { readonly [Place in keyof C]: Rounds }
}

async function warmUp({ answerAll }: Contestant, milliseconds: number): Promise<void> {
  const began = performance.now()
  do await answerAll()
  while (performance.now() - began < milliseconds)
}

function roundOf(times: Float64Array): Rounds {
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length
  return { mean, p99: times.toSorted()[Math.floor(times.length * 0.99)] ?? 0 }
}

function medians(results: readonly Rounds[]): Rounds {
  return { mean: median(results.map(({ mean }) => mean)), p99: median(results.map(({ p99 }) => p99)) }
}
