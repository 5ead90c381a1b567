import type { WallMoment } from '../../rules/time.ts'
import type { Content } from '../content.ts'

/** Why a file that has a name can't be read. */
export type Unreadable = 'missing-file' | 'no-file' | 'link' | 'unreadable-file' | 'encrypted-file'

/** A file that may be a photo. */
export interface SourceFile {
  /** Where it lies in its source, with `/` between folders. */
  readonly name: string
  /** When it was last written, on the wall clock; as far as that is known. */
  modified(): Promise<WallMoment | undefined>
  /** Lends what is in it. Throws a UserError when it changes meanwhile. */
  use<T>(work: (content: Content) => Promise<T>): Promise<T | Unreadable>
}

/** Where photos come from. */
export interface Source {
  /** All files in it, in the order of their names; of a folder in which files are only looked up, none. */
  readonly files: readonly SourceFile[]
  /** By its name, or by the last part of it where only one file has that. */
  find(name: string): Promise<SourceFile | 'ambiguous' | undefined>
  close(): Promise<void>
}
