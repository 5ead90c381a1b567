import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../../../errors.ts'
import { nearestName } from '../../../policy/nearest-name.ts'
import type { IsoDate } from '../../../rules/index.ts'
import type { Profile } from './profile.ts'
import { readProfile } from './read-profile.ts'

const ENDING = '.yaml'

/** A profile in the folder, or all that is wrong with its file. */
export type ListedProfile =
  | { readonly name: string; readonly profile: Profile }
  | { readonly name: string; readonly mistakes: readonly string[] }

/** All profiles of a folder, by name; none when there is no such folder. */
export async function listProfiles(folder: string, today: IsoDate): Promise<readonly ListedProfile[]> {
  const listed: ListedProfile[] = []
  for (const name of await namesIn(folder)) listed.push(await readOne(folder, name, today))
  return listed
}

async function readOne(folder: string, name: string, today: IsoDate): Promise<ListedProfile> {
  try {
    return { name, profile: await loadProfile(folder, name, today) }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { name, mistakes: error.message.split('\n') }
  }
}

/** Throws a UserError when there is no such profile, or one with mistakes. */
export async function loadProfile(folder: string, name: string, today: IsoDate): Promise<Profile> {
  return readProfile(await readProfileText(folder, name), pathOf(folder, name), today)
}

export interface SaveOptions {
  readonly overwrite: boolean
}

/** Before long work: throws a UserError when a profile could not be saved by that name. */
export async function requireSavable(
  folder: string,
  name: string,
  { overwrite }: SaveOptions,
): Promise<void> {
  pathOf(folder, name)
  if (!overwrite && (await namesIn(folder)).includes(name)) throw existsAlready(name)
}

/** Gives the path of its file. Throws a UserError when there is one of that name and it may not be overwritten. */
export async function saveProfile(
  folder: string,
  name: string,
  text: string,
  { overwrite }: SaveOptions,
): Promise<string> {
  const path = pathOf(folder, name)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(path, text, { flag: overwrite ? 'w' : 'wx' })
    return path
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') throw existsAlready(name)
    throw new UserError(`${path} can't be written (${code}): check the setting "profiles".`)
  }
}

function existsAlready(name: string): UserError {
  return new UserError(`There is a profile "${name}" already: choose another name, or add --overwrite.`)
}

/** Its file as it is. Throws a UserError when there is none. */
export async function readProfileText(folder: string, name: string): Promise<string> {
  const path = pathOf(folder, name)
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT') throw new UserError(`The profile ${path} can't be read (${code}).`)
    throw new UserError(`There is no profile "${name}" in ${folder}: ${instead(name, await namesIn(folder))}`)
  }
}

function instead(name: string, names: readonly string[]): string {
  const nearest = nearestName(name, names)
  if (nearest) return `did you mean ${nearest}?`
  return names.length > 0
    ? `there are ${names.join(', ')}.`
    : 'there is none yet; "ouderportaal import map FILE --save NAME" makes one.'
}

/** The names of all profiles of a folder, right or wrong; none when there is no such folder. */
export async function listProfileNames(folder: string): Promise<readonly string[]> {
  return namesIn(folder)
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const files = await readdir(folder)
    return files
      .filter((file) => file.endsWith(ENDING) && isName(file.slice(0, -ENDING.length)))
      .map((file) => file.slice(0, -ENDING.length))
      .toSorted()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return []
    throw new UserError(`The folder ${folder} can't be read (${code}): check the setting "profiles".`)
  }
}

/** A name is one of a file, never a way out of the folder. */
function pathOf(folder: string, name: string): string {
  if (isName(name)) return join(folder, `${name}${ENDING}`)
  throw new UserError(`"${name}" is no name of a profile: use letters, digits, spaces, ".", "-" and "_".`)
}

function isName(name: string): boolean {
  return /^[\p{L}\p{N}_][\p{L}\p{M}\p{N} ._-]{0,99}$/u.test(name)
}
