import type { Reread } from '../content.ts'

/** What a film says in a place from now on: these bytes, or zeros. The size of the film stays. */
export type Edit = { readonly at: number } & ({ readonly bytes: Buffer } | { readonly zeros: number })

/** The same film with these edits, read piece by piece. */
export function edited(chunks: Reread, edits: readonly Edit[]): Reread {
  const inOrder = edits.toSorted((one, other) => one.at - other.at)
  return async function* () {
    let [at, first] = [0, 0]
    for await (const chunk of chunks()) {
      let piece = chunk
      const end = at + chunk.length
      for (let next = first; next < inOrder.length; next++) {
        const edit = inOrder[next] as Edit
        if (edit.at >= end) break
        if (edit.at + lengthOf(edit) > at) {
          // What was given is not ours to change.
          const own = piece === chunk ? Buffer.from(chunk) : (piece as Buffer)
          apply(edit, own, at)
          piece = own
        }
        // Edits do not overlap: one that ends here is done with.
        if (edit.at + lengthOf(edit) <= end && next === first) first += 1
      }
      at = end
      yield piece
    }
  }
}

function lengthOf(edit: Edit): number {
  return 'bytes' in edit ? edit.bytes.length : edit.zeros
}

/** The part of an edit that lies in a piece which begins at `start`. */
function apply(edit: Edit, piece: Buffer, start: number): void {
  const from = Math.max(edit.at - start, 0)
  const until = Math.min(edit.at + lengthOf(edit) - start, piece.length)
  if (until <= from) return
  if ('zeros' in edit) piece.fill(0, from, until)
  else edit.bytes.copy(piece, from, start + from - edit.at, start + until - edit.at)
}
