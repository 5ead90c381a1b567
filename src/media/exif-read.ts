import ExifReader from 'exifreader'

/** What stays of a photo's EXIF: as the camera wrote it, and only where it makes sense. */
export interface Exif {
  /** `YYYY:MM:DD HH:MM:SS` on the camera's clock. */
  readonly dateTimeOriginal?: string
  /** `+HH:MM` or `-HH:MM`, that clock's offset from UTC. */
  readonly offset?: string
  /** 1 to 8: how the picture must be turned to be shown. */
  readonly orientation?: number
}

const KEPT_TAGS = { exif: ['DateTimeOriginal', 'OffsetTimeOriginal', 'Orientation'] }

export function readExif(bytes: Buffer): Exif {
  const { DateTimeOriginal, OffsetTimeOriginal, Orientation } = readTags(bytes)
  const dateTimeOriginal = matching(/^\d{4}:\d{2}:\d{2} \d{2}:\d{2}:\d{2}$/, DateTimeOriginal?.description)
  const offset = matching(/^[+-]\d{2}:\d{2}$/, OffsetTimeOriginal?.description)
  const orientation = matching(/^[1-8]$/, String(Orientation?.value))
  return {
    ...(dateTimeOriginal && { dateTimeOriginal }),
    ...(offset && { offset }),
    ...(orientation && { orientation: Number(orientation) }),
  }
}

/** Metadata that can't be read is no reason to refuse the picture: it is as if there were none. */
function readTags(bytes: Buffer): NonNullable<ExifReader.ExpandedTags['exif']> {
  try {
    return ExifReader.load(bytes, { expanded: true, includeTags: KEPT_TAGS }).exif ?? {}
  } catch {
    return {}
  }
}

function matching(shape: RegExp, text: string | undefined): string | undefined {
  return text !== undefined && shape.test(text) ? text : undefined
}
