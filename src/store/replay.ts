import { type RawBuilder, sql } from 'kysely'
import type { Asking, Credit, PolicyRef, RequestState, Verdict, WallMoment, World } from '../rules/index.ts'
import type { ReadDb } from './open.ts'
import { toCredit } from './world/credit.ts'
import { readPlacements } from './world/placements.ts'

/** An instant as text in UTC that compares in order, also where the wall clock was set back. */
export type UtcText = string

/** A request with all that is known of when it became what it is. */
export interface ReplayRequest {
  readonly id: string
  readonly asking: Asking
  readonly askedAt: UtcText
  readonly state: RequestState
  readonly answeredAt: UtcText | null
  readonly cancelledAt: UtcText | null
  readonly verdict: Verdict
  /** The policy that decided it. */
  readonly policy: PolicyRef
}

/** What one entry of the ledger did to a credit. */
export interface ReplayEntry {
  readonly kind: 'earned' | 'spent' | 'returned' | 'corrected'
  readonly amount: number
  readonly at: UtcText
  readonly request: string | null
}

export interface ReplayCredit extends Omit<Credit, 'left'> {
  readonly entries: readonly ReplayEntry[]
}

/** All that was asked and earned, with the placements of today. */
export interface StoredHistory {
  readonly placements: World
  /** In order of asking. */
  readonly requests: readonly ReplayRequest[]
  readonly credits: readonly ReplayCredit[]
}

/** Reads what is needed to decide stored requests again, in bulk: a query a table, however many requests there are. */
export async function readHistory(read: ReadDb): Promise<StoredHistory> {
  return {
    placements: await readPlacements(read),
    requests: await readRequests(read),
    credits: await readCredits(read),
  }
}

async function readRequests(read: ReadDb): Promise<readonly ReplayRequest[]> {
  const rows = await read
    .selectFrom('requests')
    .select(['id', 'ask', 'asked_by', 'because', 'state', 'verdict', 'policy_name', 'policy_from'])
    .select([
      onTheWall('asked_at').as('wall'),
      inUtc('asked_at').as('asked'),
      inUtc('answered_at').as('answered'),
      inUtc('cancelled_at').as('cancelled'),
    ])
    .orderBy('asked_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    asking: {
      ask: row.ask,
      at: { wall: row.wall, today: row.wall.slice(0, 10) as Asking['at']['today'] },
      by: row.asked_by,
      ...(row.because && { because: row.because }),
    },
    askedAt: row.asked,
    state: row.state,
    answeredAt: row.answered,
    cancelledAt: row.cancelled,
    verdict: row.verdict,
    policy: { name: row.policy_name, from: row.policy_from },
  }))
}

async function readCredits(read: ReadDb): Promise<readonly ReplayCredit[]> {
  const credits = await read
    .selectFrom('credits')
    .innerJoin('children', 'children.id', 'credits.child_id')
    .selectAll('credits')
    .select('children.number as child_number')
    .execute()
  const entries = await readEntries(read)
  return credits.map((row) => ({ ...toCredit(row), entries: entries.get(row.id) ?? [] }))
}

/** A lapsed credit keeps what is left of it: its last day says that it can't be used, as in every world of the rules. */
async function readEntries(read: ReadDb): Promise<ReadonlyMap<string, readonly ReplayEntry[]>> {
  const rows = await read
    .selectFrom('credit_entries')
    .select(['credit_id', 'kind', 'amount', 'request_id', inUtc('at').as('instant')])
    .where('kind', '!=', 'expired')
    .$narrowType<{ kind: ReplayEntry['kind'] }>()
    .orderBy('id')
    .execute()
  const placed = rows.map(({ credit_id, kind, amount, request_id, instant }) => ({
    credit: credit_id,
    entry: { kind, amount, at: instant, request: request_id },
  }))
  const byCredit = Map.groupBy(placed, ({ credit }) => credit)
  return new Map([...byCredit].map(([credit, list]) => [credit, list.map(({ entry }) => entry)]))
}

/** The rules read moments off the wall clock: `2026-03-02T07:29:00`. */
function onTheWall(column: string): RawBuilder<WallMoment> {
  return sql`to_char(${sql.ref(column)} at time zone 'Europe/Amsterdam', 'YYYY-MM-DD"T"HH24:MI:SS')`
}

function inUtc(column: 'asked_at' | 'at'): RawBuilder<UtcText>
function inUtc(column: string): RawBuilder<UtcText | null>
function inUtc(column: string): RawBuilder<UtcText | null> {
  return sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`
}
