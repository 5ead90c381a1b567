import { UserError } from '../../errors.ts'
import { addAudit } from '../../store/audit.ts'
import type { ReadDb } from '../../store/open.ts'
import { listChildren } from '../../store/people.ts'
import { addTags, removeTags } from '../../store/photos.ts'
import { unknownChildren } from '../export/choose/unknown-children.ts'
import type { Job } from '../job.ts'
import { IMPORT_LOCK } from '../run.ts'
import { findPhoto } from './find-photo.ts'
import { type PhotoView, viewOf } from './view.ts'

export interface TagChange {
  /** Its own number, the beginning of its SHA-256, or its file name. */
  readonly photo: string
  readonly children: readonly string[]
  /** Whether they are on it. */
  readonly on: boolean
}

interface TagPlan {
  readonly photo: PhotoView
  readonly on: boolean
  readonly changed: readonly { readonly id: number; readonly number: string }[]
}

export interface TagReport {
  readonly photo: PhotoView
  /** Numbers of the children of whom something changed. */
  readonly changed: readonly string[]
  /** How many children are on it from then on. */
  readonly children: number
}

/** Tags children on a photo, or takes them off it (LK-13); what an import said of others stays. */
export const changeTagsJob: Job<TagChange, TagPlan, TagReport> = {
  name: 'change-photo-tags',
  summary: 'tag children on a photo, or take them off it (LK-13)',
  // An import of photos changes tags too.
  lock: () => IMPORT_LOCK,
  describe: ({ children, on }) => ({ children, on }),
  plan: planTags,
  apply: async (write, { photo, on, changed }, at, run) => {
    if (changed.length === 0) return
    await (on ? addTags : removeTags)(
      write,
      photo.id,
      changed.map(({ id }) => id),
    )
    await addAudit(write, {
      at: at.now.toString(),
      run_id: run.id,
      action: on ? 'children tagged' : 'children untagged',
      subject: `photo ${photo.id}`,
      details: JSON.stringify({ children: numbersOf(changed), sha256: photo.sha256 }),
    })
  },
  report: ({ photo, on, changed }) => ({
    photo,
    changed: numbersOf(changed),
    children: photo.children + (on ? changed.length : -changed.length),
  }),
  summarise: ({ changed }) => ({ outcome: 'done', counts: { changed: changed.length }, findings: [] }),
}

async function planTags(read: ReadDb, { photo: word, children, on }: TagChange): Promise<TagPlan> {
  const photo = await findPhoto(read, word)
  const known = await listChildren(read, children)
  const unknown = await unknownChildren(read, children, known)
  if (unknown.length > 0) {
    throw new UserError(
      `${unknown.join('\n')}\nNothing was changed: write each number as the planning package does, with its zeros.`,
    )
  }
  const changed = known.filter(({ number }) => photo.tagged.includes(number) !== on)
  return { photo: viewOf(photo), on, changed: changed.map(({ id, number }) => ({ id, number })) }
}

function numbersOf(children: TagPlan['changed']): readonly string[] {
  return children.map(({ number }) => number)
}
