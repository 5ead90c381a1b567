import { open, stat } from 'node:fs/promises'
import { photos as sheetKind } from '../../../csv/kinds/photos.ts'
import { type Options, openSheet } from '../../../csv/read-sheet.ts'
import { UserError } from '../../../errors.ts'
import type { Source } from '../../../media/source/source.ts'
import type { PhotoFolder } from '../kinds/index.ts'
import { addFiles, sheetOfFiles, untoldFiles } from './add-files.ts'

/** Photos of a folder or a ZIP, as one sheet that has a row for each of them. */
export interface OpenedPhotos extends PhotoFolder {
  readonly bytes: Uint8Array
  /** The sheet is not written as the tags were. */
  readonly reading: Pick<Options, 'encoding' | 'delimiter'>
}

/** Undefined when the path is neither a folder nor a ZIP, and so must be tags. */
export async function openPhotos(
  path: string,
  tags: Uint8Array | undefined,
  options: Options,
): Promise<OpenedPhotos | undefined> {
  const source = await openSource(path)
  return source && withTags(source, tags, options)
}

/** Throws a UserError for a ZIP that is refused. */
async function openSource(path: string): Promise<Source | undefined> {
  const found = await stat(path).catch(() => undefined)
  if (found?.isDirectory()) return (await import('../../../media/source/folder.ts')).openFolder(path)
  if (found?.isFile() && (await isZip(path)))
    return (await import('../../../media/source/zip.ts')).openZip(path)
  return undefined
}

const ZIP_STARTS = ['PK\x03\x04', 'PK\x05\x06']

async function isZip(path: string): Promise<boolean> {
  try {
    const handle = await open(path)
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0)
      return bytesRead === 4 && ZIP_STARTS.includes(buffer.toString('latin1'))
    } finally {
      await handle.close()
    }
  } catch {
    // Whoever reads it as tags says what is wrong.
    return false
  }
}

async function withTags(
  source: Source,
  tags: Uint8Array | undefined,
  options: Options,
): Promise<OpenedPhotos> {
  if (!tags) {
    const names = source.files.map(({ name }) => name)
    if (names.length === 0)
      throw new UserError('There are no files to import: name a folder or a ZIP with photos.')
    return {
      source,
      bytes: sheetOfFiles(names),
      reading: { encoding: 'utf-8', delimiter: ';' },
      untold: new Set(names),
      readAs: null,
    }
  }
  const opened = openSheet(tags, sheetKind, options)
  // Tags that can't be read are refused as they stand; a file of rejects is about the photos that it names only.
  if (opened.refused || opened.sheet.isRejects) return { source, bytes: tags, reading: {}, untold: new Set() }
  const { sheet } = opened
  const untold = await untoldFiles(source, sheet)
  return {
    source,
    bytes: addFiles(tags, sheet, untold),
    reading: { encoding: 'utf-8', delimiter: sheet.assumed.delimiter },
    untold: new Set(untold),
    readAs: sheet.assumed,
  }
}
