import { createWaiting, onStage, type Stage, sendBare, sendWaiting } from './mail/sending.ts'
import { beside, type Measured, median, type Row } from './measure.ts'

const FULL = { mails: 20_000, fewer: 5_000, rounds: 5 }
const QUICK = { mails: 2_000, fewer: 500, rounds: 3 }

const CONNECTIONS = 5
const LEAST_RATE = 0.8
const MOST_GROWTH = 1.25

/** How fast mails that wait are sent, with all that is remembered of them, beside a loop that remembers nothing. */
export function sendMails(quick: boolean): Promise<Measured> {
  const { mails, fewer, rounds } = quick ? QUICK : FULL
  return onStage(async (stage) => {
    const { ours, bare, peakMb } = await raceInTurn(stage, mails, rounds)
    const small = await sendWaiting(stage, await createWaiting(stage, fewer), CONNECTIONS)
    const rows = [rateRow(mails, ours, bare), memoryRow(mails, peakMb, fewer, small.peakMb)]
    return { rows, peakMemoryMb: Math.round(peakMb) }
  })
}

/** Mails a second: the medians of rounds in turn, A B A B. */
async function raceInTurn(stage: Stage, mails: number, rounds: number) {
  const waiting = await createWaiting(stage, mails)
  const ours: number[] = []
  const bare: number[] = []
  let peakMb = 0
  for (let round = 0; round < rounds; round += 1) {
    const theirs = await sendBare(stage, mails, CONNECTIONS)
    bare.push(theirs.sent / theirs.seconds)
    const mine = await sendWaiting(stage, waiting, CONNECTIONS)
    if (mine.sent !== mails) throw new Error(`${mine.sent} of ${mails} mails were sent`)
    ours.push(mine.sent / mine.seconds)
    peakMb = Math.max(peakMb, mine.peakMb)
  }
  return { ours: median(ours), bare: median(bare), peakMb }
}

function rateRow(mails: number, ours: number, bare: number): Row {
  return {
    what: `${mails.toLocaleString('en')} mails over ${CONNECTIONS} connections`,
    ours,
    unit: 'mails/s',
    peers: [beside('a bare nodemailer pool', ours, bare)],
    goal: `at least ${LEAST_RATE} times its rate`,
    holds: ours / bare >= LEAST_RATE,
  }
}

function memoryRow(mails: number, peakMb: number, fewer: number, smallMb: number): Row {
  return {
    what: `peak memory with ${mails.toLocaleString('en')} mails`,
    ours: peakMb,
    unit: 'MB',
    peers: [beside(`${fewer.toLocaleString('en')} mails`, peakMb, smallMb)],
    goal: `at most ${MOST_GROWTH} times`,
    holds: peakMb / smallMb <= MOST_GROWTH,
  }
}
