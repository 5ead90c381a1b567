import type { Content, Reread } from '../content.ts'
import { DamagedMedia } from '../damage.ts'
import { type Box, readBoxes } from '../mp4.ts'
import { type Edit, edited } from './edits.ts'
import { type Range, sampleRanges } from './sample-ranges.ts'
import { type Scan, scanFilm } from './scan-film.ts'
import { readTracks, type Track } from './tracks.ts'

export interface StrippedFilm {
  readonly chunks: Reread
  /** The table of contents as it was, for what it tells of the film. */
  readonly movie: Buffer
}

const OUTSIDE = new Set(['ftyp', 'styp', 'moov', 'moof', 'mdat', 'mfra', 'sidx'])
/** What a box may hold to play the film. Everything else may hold places, serial numbers, previews or a maker's own data. */
const HOLDS: Readonly<Record<string, readonly string[]>> = {
  moov: ['mvhd', 'trak', 'mvex', 'iods'],
  trak: ['tkhd', 'tapt', 'edts', 'tref', 'load', 'mdia'],
  mdia: ['mdhd', 'elng', 'hdlr', 'minf'],
  minf: ['vmhd', 'smhd', 'gmhd', 'nmhd', 'hdlr', 'dinf', 'stbl'],
}

/**
 * The same film with everything hidden turned into empty space of the same size, so that no offset changes: unknown
 * boxes, and tracks that are neither picture nor sound, with what they point at.
 */
export async function stripFilm(film: Content): Promise<StrippedFilm> {
  const scan = await scanFilm(film)
  const { box, bytes } = scan.movie
  const hidden = readTracks(bytes).filter(({ kind }) => kind !== 'vide' && kind !== 'soun')
  if (hidden.length > 0 && scan.boxes.some(({ type }) => type === 'moof')) {
    throw new DamagedMedia(box.at, 'holds data beside its pictures and sound that cannot be taken out')
  }
  const samples = united(hidden.flatMap((track) => (track.samples ? sampleRanges(bytes, track.samples) : [])))
  for (const range of samples) requireInData(range, scan)
  const edits = [
    { at: box.content, bytes: cleaned(bytes, hidden) },
    ...scan.boxes.filter((outer) => outer !== box && !isKept(outer)).flatMap(emptied),
    ...samples,
  ]
  return { chunks: edited(film.chunks, edits), movie: bytes }
}

type Zeros = Extract<Edit, { readonly zeros: number }>
type Outer = Scan['boxes'][number]

/** A second table of contents is none that a player reads. */
function isKept({ type }: Outer): boolean {
  return OUTSIDE.has(type) && type !== 'moov'
}

function emptied({ at, content, end }: Outer): readonly Edit[] {
  return [
    { at: at + 4, bytes: Buffer.from('free', 'latin1') },
    { at: content, zeros: end - content },
  ]
}

/** Samples of several tracks may lie in one another's chunks. */
function united(ranges: readonly Range[]): readonly Zeros[] {
  const edits: { at: number; zeros: number }[] = []
  for (const [from, until] of ranges.toSorted(([one], [other]) => one - other)) {
    const last = edits.at(-1)
    if (last && from <= last.at + last.zeros) last.zeros = Math.max(last.zeros, until - last.at)
    else edits.push({ at: from, zeros: until - from })
  }
  return edits
}

/** Samples lie in the film's own data; a table that points elsewhere is damaged, or made to spoil the film. */
function requireInData({ at, zeros }: Zeros, { boxes }: Scan): void {
  const holder = boxes.find(({ content, end }) => content <= at && at + zeros <= end)
  if (!holder || holder.type === 'moov') throw new DamagedMedia(at, 'points outside of its own data')
}

function cleaned(movie: Buffer, hidden: readonly Track[]): Buffer {
  const copy = Buffer.from(movie)
  const places = new Set(hidden.map(({ box }) => box.at))
  clean(copy, { type: 'moov', at: 0, content: 0, end: copy.length }, places)
  return copy
}

function clean(movie: Buffer, box: Box, hidden: ReadonlySet<number>): void {
  const holds = HOLDS[box.type]
  for (const inner of holds ? [...readBoxes(movie, box.content, box.end)] : []) {
    if (holds?.includes(inner.type) && !hidden.has(inner.at)) clean(movie, inner, hidden)
    else {
      movie.write('free', inner.at + 4, 'latin1')
      movie.fill(0, inner.content, inner.end)
    }
  }
}
