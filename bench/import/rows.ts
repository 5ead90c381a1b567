import { beside, type Peer, type Row, skippedPeer } from '../measure.ts'

/** How long a peer takes; null: it is not installed. */
export interface Timed {
  readonly name: string
  /** What brings it. */
  readonly packages: string
  readonly seconds: number | null
}

/** The most memory that imports of so many rows ever had. */
export interface Peak {
  readonly rows: number
  readonly megabytes: number
}

const MOST_MEGABYTES = 300
const MOST_GROWTH = 1.5

/** Ours may take so many times as long as the first peer, and no longer than the others. */
export function speedRow(what: string, ours: number, timed: readonly Timed[], mostTimes: number): Row {
  const peers = timed.map((peer) => peerOf(peer, ours))
  // What is not there has no ratio, and no comparison with it is true.
  const misses = peers.filter(({ ratio }, at) => ratio > (at === 0 ? mostTimes : 1))
  return {
    what,
    ours,
    unit: 's',
    peers,
    goal: `at most ${mostTimes} times ${timed[0]?.name}, and faster than the others`,
    holds: misses.length === 0,
  }
}

/** The largest file beside smaller ones: memory must not grow with the file. */
export function memoryRow(smaller: readonly Peak[], largest: Peak): Row {
  const ours = largest.megabytes
  const peers = smaller.map(({ rows, megabytes }) => beside(`${inWords(rows)} rows`, ours, megabytes))
  const isLow = [...smaller, largest].every(({ megabytes }) => megabytes < MOST_MEGABYTES)
  return {
    what: `peak memory with ${inWords(largest.rows)} rows`,
    ours,
    unit: 'MB',
    peers,
    goal: `all under ${MOST_MEGABYTES} MB, and at most ${MOST_GROWTH} times the others`,
    holds: isLow && peers.every(({ ratio }) => ratio <= MOST_GROWTH),
  }
}

export function inWords(count: number): string {
  return count.toLocaleString('en')
}

function peerOf({ name, packages, seconds }: Timed, ours: number): Peer {
  return seconds === null ? skippedPeer(name, `needs ${packages}`) : beside(name, ours, seconds)
}
