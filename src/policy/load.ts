import { readdir, readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { UserError } from '../errors.ts'
import type { PolicyBook } from '../rules/policy.ts'
import { nearestName } from './nearest-name.ts'
import { readPolicyFile } from './policy-file.ts'

/**
 * Loads a policy: a name is a file of the policies folder without `.yaml`, anything with a slash or that ending is
 * a path, from `relativeTo` on. Throws UserError when there is no such file, or with all mistakes in it.
 */
export async function loadPolicy(
  nameOrPath: string,
  policiesDir: string,
  relativeTo = '.',
): Promise<PolicyBook> {
  if (/[/\\]|\.ya?ml$/.test(nameOrPath)) return readPolicy(resolve(relativeTo, nameOrPath), nameOrPath)
  const names = await policyNames(policiesDir)
  if (names.includes(nameOrPath)) {
    const path = join(policiesDir, `${nameOrPath}.yaml`)
    return readPolicy(path, path)
  }
  throw new UserError(unknownPolicy(nameOrPath, names, policiesDir))
}

/** `shown` is the path as the user knows it. */
async function readPolicy(path: string, shown: string): Promise<PolicyBook> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new UserError(`Can't read the policy file ${shown} (${cause.code}); check the path.`)
  })
  return readPolicyFile(text, shown)
}

async function policyNames(policiesDir: string): Promise<readonly string[]> {
  const files = await readdir(policiesDir).catch((cause: NodeJS.ErrnoException) => {
    throw new UserError(`Can't read the policies folder ${policiesDir} (${cause.code}); check the path.`)
  })
  return files.filter((file) => file.endsWith('.yaml')).map((file) => basename(file, '.yaml'))
}

function unknownPolicy(name: string, names: readonly string[], policiesDir: string): string {
  const nearest = nearestName(name, names)
  const known = names.length > 0 ? `it has ${names.join(', ')}.` : 'the folder has no policies.'
  const advice = nearest ? `did you mean "${nearest}"?` : known
  return `There is no policy "${name}" in ${policiesDir}; ${advice}`
}
