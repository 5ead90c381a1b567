import { isThere } from '../test/support/programs.ts'
import { timeAlone, timeArchiver, timeTen, timeWhole, timeZip } from './export/contenders.ts'
import { onStage, type Stage } from './export/stage.ts'
import { beside, type Measured, median, type Peer, type Row, skippedPeer } from './measure.ts'

const FULL = { photos: 1_500, rounds: 5 }
/** Fewer photos, and the start of a thread would weigh more than they do. */
const QUICK = { photos: 600, rounds: 2 }

const MOST_ALONE = 0.7
const MOST_WHOLE = 1
const LEAST_TWO = 1.6
const MOST_AGAIN = 0.5

interface Lap {
  readonly alone: number
  readonly archiver: number
  readonly zip: number
  readonly whole: number
  readonly again: number
  readonly peakMb: number
}

/** How long a departure export takes, beside programs that only put the same photos into a ZIP. */
export function exports(quick: boolean): Promise<Measured> {
  const { photos, rounds } = quick ? QUICK : FULL
  return onStage(photos, async (stage) => {
    const laps: Lap[] = []
    await runLap(stage)
    for (let round = 0; round < rounds; round += 1) laps.push(await runLap(stage))
    const of = (key: keyof Lap) => median(laps.map((lap) => lap[key]))
    const peers = [peerOf('zip -0 -r', of, 'zip'), peerOf('archiver, plainly', of, 'archiver')]
    const rows = [
      row(`${photos} photos, the ZIP alone`, of('alone'), peers, MOST_ALONE),
      row(`${photos} photos, one whole export`, of('whole'), peers, MOST_WHOLE),
      row(
        'the same again, unchanged',
        of('again'),
        [() => beside('the first time', of('again'), of('whole'))],
        MOST_AGAIN,
      ),
      await rowOfTen(stage, rounds),
    ]
    return { rows, peakMemoryMb: Math.round(Math.max(...laps.map(({ peakMb }) => peakMb))) }
  })
}

async function runLap(stage: Stage): Promise<Lap> {
  const zip = isThere('zip') ? await timeZip(stage) : Number.NaN
  const alone = await timeAlone(stage)
  const archiver = await timeArchiver(stage)
  return { zip, alone, archiver, ...(await timeWhole(stage)) }
}

type PeerOf = (ours: number) => Peer

function peerOf(name: string, of: (key: keyof Lap) => number, key: 'zip' | 'archiver'): PeerOf {
  const theirs = of(key)
  return (ours) => (Number.isNaN(theirs) ? skippedPeer(name, `Debian: ${key}`) : beside(name, ours, theirs))
}

function row(what: string, ours: number, peers: readonly PeerOf[], most: number): Row {
  const found = peers.map((peer) => peer(ours))
  const first = found.find(({ skipped }) => skipped === undefined)
  const holds = (first?.ratio ?? Number.NaN) <= most
  return { what, ours, unit: 's', peers: found, goal: `at most ${most} times`, holds }
}

/** In turn too: what else the machine does would weigh on one of them. */
async function rowOfTen(stage: Stage, rounds: number): Promise<Row> {
  const [one, two]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round += 1) {
    one.push(await timeTen(stage, 1))
    two.push(await timeTen(stage, 2))
  }
  const [slow, fast] = [10 / median(one), 10 / median(two)]
  return {
    what: 'ten exports of a tenth each, two at a time',
    ours: fast,
    unit: 'exports/s',
    peers: [beside('one after the other', fast, slow)],
    goal: `at least ${LEAST_TWO} times`,
    holds: fast / slow >= LEAST_TWO,
  }
}
