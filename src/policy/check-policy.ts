import { readFile } from 'node:fs/promises'
import { UserError } from '../errors.ts'
import type { Policy } from '../rules/policy.ts'
import type { IsoDate } from '../rules/time.ts'
import { type LintCode, lintPolicy } from './lint/index.ts'
import { at, itemsOf } from './plain.ts'
import { readPolicyFile } from './policy-file.ts'
import { parseYaml, type YamlFile } from './yaml-file.ts'

/** A finding of the lint with its place in the file. */
export interface PolicyFinding {
  readonly file: string
  readonly line: number
  /** The first day in force of the version that it is about. */
  readonly version: IsoDate
  readonly code: LintCode
  /** The setting, by its keys and places in lists. */
  readonly setting: string
  readonly message: string
  readonly advice: string
}

/** What was found in a policy file: mistakes that make it unreadable, each with file and line, or else findings. */
export interface CheckedPolicy {
  readonly file: string
  readonly mistakes: readonly string[]
  readonly findings: readonly PolicyFinding[]
}

/** Reads a policy file and lints every version of it. A file that can't be read is a mistake like others. */
export async function checkPolicyFile(file: string): Promise<CheckedPolicy> {
  try {
    const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
      throw new UserError(`Can't read the policy file ${file} (${cause.code}); check the path.`)
    })
    const book = readPolicyFile(text, file)
    const yaml = parseYaml(text, file)
    const findings = book.versions.flatMap((policy) => findingsIn(policy, yaml))
    return { file, mistakes: [], findings: findings.toSorted((one, other) => one.line - other.line) }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { file, mistakes: error.message.split('\n'), findings: [] }
  }
}

function findingsIn(policy: Policy, { file, value, lineOf }: YamlFile): readonly PolicyFinding[] {
  const { from: version } = policy.ref
  const number = itemsOf(at(value, 'versions')).findIndex((one) => at(one, 'from') === version)
  return lintPolicy(policy).map(({ code, path, message, advice }) => ({
    file,
    line: lineOf(['versions', number, ...path]),
    version,
    code,
    setting: path.join('.'),
    message,
    advice,
  }))
}
