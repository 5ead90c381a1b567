import { createHash } from 'node:crypto'
import { type IsoDate, type Moment, momentOf } from '../../rules/index.ts'
import { countRows } from '../../store/batch.ts'
import type { ReadDb } from '../../store/open.ts'
import { findConfirmation } from '../../store/retention/confirmations.ts'
import {
  listPastChildren,
  listPastGuardians,
  listPastPhotos,
  type PastChild,
} from '../../store/retention/past.ts'
import type { RunFinding } from '../job.ts'

/** What the settings say of how long things are kept, and where the photos are. */
export interface Retention {
  /** After the last care day of a child. */
  readonly months: number
  /** Folder of the photos and videos. */
  readonly media: string
}

export interface Removal {
  /** Children of whom something is kept. */
  readonly children: readonly (PastChild & { readonly photos: number })[]
  readonly photos: readonly { readonly id: number; readonly sha256: string }[]
  readonly guardians: readonly number[]
  /** Why nothing is removed now. */
  readonly refusal?: RunFinding
}

/** So many children at once are never too many. */
const FEWEST = 20
/** A larger share of all children is more often a mistake in the contracts than the truth. */
const SHARE = 0.1
/** Whoever confirms a large removal means that one, not each to come. */
const CONFIRMED_FOR_DAYS = 7

/** What is kept longer than the settings say, and whether it may go. */
export async function planRemoval(read: ReadDb, { months }: Retention, at: Moment): Promise<Removal> {
  const keeping = { months, today: at.today }
  const photos = await listPastPhotos(read, keeping)
  const guardians = await listPastGuardians(read, keeping)
  const ofChild = Map.groupBy(
    photos.flatMap((photo) => photo.children),
    (child) => child,
  )
  const children = (await listPastChildren(read, keeping))
    .map((child) => ({ ...child, photos: ofChild.get(child.id)?.length ?? 0 }))
    .filter(({ diary, exports, photos: own }) => diary + exports + own > 0)
  const removal = { children, photos, guardians }
  const refusal = isEmpty(removal) ? undefined : await refusalOf(read, removal, months, at)
  return refusal ? { ...removal, refusal } : removal
}

export function isEmpty({ children, photos, guardians }: Removal): boolean {
  return children.length + photos.length + guardians.length === 0
}

export function countsOf({ children, photos, guardians }: Removal) {
  return {
    children: children.length,
    photos: photos.length,
    diaryEntries: children.reduce((sum, { diary }) => sum + diary, 0),
    exports: children.reduce((sum, { exports }) => sum + exports, 0),
    accounts: guardians.length,
  }
}

/** Other settings, or another way of removing, are to be confirmed anew. */
export function settingsHash(months: number): string {
  return createHash('sha256')
    .update(JSON.stringify({ version: 1, months }))
    .digest('hex')
}

async function refusalOf(
  read: ReadDb,
  removal: Removal,
  months: number,
  at: Moment,
): Promise<RunFinding | undefined> {
  const confirmation = await findConfirmation(read, settingsHash(months))
  if (!confirmation) return UNCONFIRMED
  const many = Math.max(removal.children.length, removal.guardians.length)
  const total = await countRows(read, 'children')
  if (many <= Math.max(FEWEST, total * SHARE)) return undefined
  const since = momentOf(confirmation.confirmed_at).now.until(at.now).total('hours') / 24
  const shown = Math.max(confirmation.counts.children ?? 0, confirmation.counts.accounts ?? 0)
  return since <= CONFIRMED_FOR_DAYS && many <= shown ? undefined : tooMany(removal, total)
}

const UNCONFIRMED: RunFinding = {
  code: 'retention-unconfirmed',
  message:
    'Nothing was removed: look at what would be with "ouderportaal retention review", then say "ouderportaal retention confirm", once for these settings.',
}

function tooMany({ children, guardians }: Removal, total: number): RunFinding {
  return {
    code: 'retention-mass-removal',
    message: `Nothing was removed: the data of ${children.length} children and accounts of ${guardians.length} guardians at once, of ${total} children, is unusual. Look at it with "ouderportaal retention review"; "ouderportaal retention confirm" lets this one through.`,
  }
}

export interface ReviewedChild {
  readonly child: string
  readonly lastDay: IsoDate
  readonly photos: string
  readonly diary: string
  readonly exports: string
}

/** For people: a line for each child. */
export function viewsOf({ children }: Removal): readonly ReviewedChild[] {
  return children.map(({ number, last_day, photos, diary, exports }) => ({
    child: number,
    lastDay: last_day,
    photos: String(photos),
    diary: String(diary),
    exports: String(exports),
  }))
}
