import { type BytesReader, readerOf } from '../bytes-reader.ts'
import { DamagedMedia } from '../damage.ts'
import type { Box } from '../mp4.ts'
import { inside } from './tracks.ts'

/** Where the samples of a track lie in the film: from and until, one for each chunk of them. */
export type Range = readonly [from: number, until: number]

/** Hours of film have a few million at most. */
const MOST = 20_000_000

export function sampleRanges(movie: Buffer, table: Box): readonly Range[] {
  const chunks = offsetsOf(movie, table)
  if (chunks.length === 0) return []
  const sizeOf = sizesOf(movie, table)
  const samplesIn = samplesPerChunk(movie, table)
  let sample = 0
  return chunks.map((from, index) => {
    let length = 0
    for (let left = samplesIn(index + 1); left > 0; left--) length += sizeOf(sample++)
    return [from, from + length] as const
  })
}

function open(movie: Buffer, table: Box, type: string): BytesReader | undefined {
  const box = inside(movie, table, type)
  return box && readerOf(movie.subarray(0, box.end), box.content + 4)
}

function offsetsOf(movie: Buffer, table: Box): readonly number[] {
  const short = open(movie, table, 'stco')
  const reader = short ?? open(movie, table, 'co64')
  if (!reader) return []
  return Array.from({ length: countOf(reader) }, () => reader.number(short ? 4 : 8))
}

function sizesOf(movie: Buffer, table: Box): (sample: number) => number {
  const reader = open(movie, table, 'stsz')
  if (!reader) throw new DamagedMedia(table.at, 'does not tell how large the parts of a track are')
  const same = reader.number(4)
  if (same > 0) return () => same
  const sizes = Array.from({ length: countOf(reader) }, () => reader.number(4))
  return (sample) => sizes[sample] ?? 0
}

/** Runs of chunks with the same number of samples, each told by its first chunk, counted from 1. */
function samplesPerChunk(movie: Buffer, table: Box): (chunk: number) => number {
  const reader = open(movie, table, 'stsc')
  if (!reader) throw new DamagedMedia(table.at, 'does not tell how a track is divided')
  const runs = Array.from({ length: countOf(reader) }, () => {
    const [first, samples] = [reader.number(4), Math.min(reader.number(4), MOST)]
    reader.skip(4)
    return { first, samples }
  })
  let run = 0
  return (chunk) => {
    while ((runs[run + 1]?.first ?? Number.POSITIVE_INFINITY) <= chunk) run += 1
    return runs[run]?.samples ?? 0
  }
}

function countOf(reader: BytesReader): number {
  const count = reader.number(4)
  if (count > MOST) throw new DamagedMedia(reader.at, 'has too many parts')
  return count
}
