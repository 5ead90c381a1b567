import { type ArchiveProblem, disagreements, PROOF_NAMES, problemsOfForm } from './disagreements.ts'
import type { Manifest } from './manifest.ts'
import type { ProofAnswer, ProofMessage } from './proof-thread.ts'
import { answerOf, openThreads } from './threads.ts'
import type { ReadEntry } from './zip/read-zip.ts'
import type { ZipRecord } from './zip/records.ts'

/** What a ZIP turned out to be when it was read back. */
export interface Proof {
  readonly problems: readonly ArchiveProblem[]
  readonly entries: number
  readonly bytes: number
  readonly sha256: string
}

/** The proof of a ZIP that is being written. */
export interface Proving {
  /** Tells of an entry that was written whole. */
  add(record: ZipRecord): void
  /** The whole ZIP, directory and all, is written. */
  finish(manifest: Manifest): Promise<Proof>
  /** Ends it, if it was not finished. */
  close(): Promise<void>
}

const threads = openThreads('proof-thread', { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 256 })

/** Entries that are told at a time: enough to be worth a message, and so few that the proof does not stay behind. */
const AT_ONCE = 16

/**
 * Reads back every byte of a ZIP in a thread of its own, while it is still being written, and holds it against the CRCs,
 * which were made of the bytes in memory before they went to the disk, and against the manifest. A SHA-256 of each entry
 * would tell no more of a disk, and take as long as all the rest; whoever gets the ZIP from elsewhere asks `verifyArchive`.
 */
export function startProof(path: string): Proving {
  const thread = threads.take()
  const answer = answerOf<ProofAnswer>(thread)
  // Who finishes hears of a failure; who gives up need not.
  answer.catch(() => {})
  const tell = (message: ProofMessage) => thread.postMessage(message)
  const entries: ReadEntry[] = []
  let [untold, finished]: [ZipRecord[], boolean] = [[], false]
  const tellAll = () => {
    if (untold.length > 0) tell(untold)
    untold = []
  }
  tell(path)
  return {
    add: (record) => {
      const { name, crc32, bytes } = record
      entries.push({ name, file: { crc32, bytes }, twofold: false })
      untold.push(record)
      if (untold.length === AT_ONCE) tellAll()
    },
    finish: async (manifest) => {
      tellAll()
      tell('all-written')
      const found = await answer
      if ('fault' in found) throw found.fault
      finished = true
      threads.keep(thread)
      const { faulty, inOrder, bytes, sha256 } = found.followed
      const read = entries.map((entry) => faulty.find(({ name }) => name === entry.name) ?? entry)
      const problems: readonly ArchiveProblem[] = inOrder
        ? [...problemsOfForm(read), ...disagreements(manifest, read), ...proofsMissing(read)]
        : [{ code: 'structure' }]
      return { problems, entries: entries.length, bytes, sha256 }
    },
    close: async () => {
      if (!finished) await thread.terminate()
    },
  }
}

function proofsMissing(entries: readonly ReadEntry[]): readonly ArchiveProblem[] {
  const missing = PROOF_NAMES.filter((name) => !entries.some((entry) => entry.name === name && entry.file))
  return missing.map((name) => ({ code: 'entry-missing', name }))
}
