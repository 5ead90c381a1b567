import { median } from '../measure.ts'

/** Does its work once and returns the seconds of what counts, by name. */
export type Contender = () => Promise<Readonly<Record<string, number>>>

/** Rounds in turn, A B A B: the median of the seconds under each name. */
export async function medianSeconds(
  contenders: readonly Contender[],
  rounds: number,
): Promise<ReadonlyMap<string, number>> {
  const laps: (readonly [name: string, seconds: number])[] = []
  for (let round = 0; round < rounds; round += 1) {
    for (const runOnce of contenders) laps.push(...Object.entries(await runOnce()))
  }
  const byName = Map.groupBy(laps, ([name]) => name)
  return new Map(Array.from(byName, ([name, all]) => [name, median(all.map(([, seconds]) => seconds))]))
}

/** The seconds that the work takes. */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}
