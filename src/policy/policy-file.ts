import { basename } from 'node:path'
import type { PolicyBook } from '../rules/policy.ts'
import { policyMistakes, settingsWithoutClause } from './policy-mistakes.ts'
import { policySchema } from './policy-schema.ts'
import { toPolicyBook } from './to-policy.ts'
import { checkYaml, failWith, parseYaml } from './yaml-file.ts'

/**
 * Reads a policy file; its name is that of the file without `.yaml`. Throws UserError that names all mistakes, each
 * with file, line and what was expected.
 */
export function readPolicyFile(text: string, path: string): PolicyBook {
  const yaml = parseYaml(text, path)
  const value = checkYaml(yaml, policySchema, policyMistakes)
  const book = toPolicyBook(value, basename(path).replace(/\.ya?ml$/, ''))
  const mistakes = [...settingsWithoutClause(book, value)]
  if (mistakes.length > 0) failWith(mistakes, yaml)
  return book
}
