import type { WallMoment } from '../rules/time.ts'
import type { Album } from './album.ts'

/** The moment of the newest thing in an album; of an empty one its beginning. Pages carry it, whenever they are made. */
export function newestMoment({ photos, diary, period }: Album): WallMoment {
  const moments = [...photos.map(({ takenAt }) => takenAt), ...diary.map(({ writtenAt }) => writtenAt)]
  return moments.reduce((newest, at) => (at > newest ? at : newest), `${period.from}T00:00:00` as WallMoment)
}
