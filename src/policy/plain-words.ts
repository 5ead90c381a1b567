import type { z } from 'zod'

/** What a schema expects, for people who write YAML and no programs. */
const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  object: 'keys with values',
  record: 'keys with values',
  array: 'a list',
}

/** A schema's own complaint in plain words; undefined for one that was written for people already. */
export function inPlainWords(issue: z.core.$ZodRawIssue): string | undefined {
  const { code, input } = issue
  if (code === 'invalid_type' && input === undefined) return 'is missing'
  const expected = expectedBy(issue)
  if (!expected) return undefined
  const quotes = issue.expected === 'string' && isUnquoted(input) ? '; write it in quotes' : ''
  return `expected ${expected}, found ${inYaml(input)}${quotes}`
}

/** A value as its writer knows it; a list or map would be too long. */
export function inYaml(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing'
  if (typeof value !== 'object') return JSON.stringify(value)
  return Array.isArray(value) ? 'a list' : 'keys with values'
}

function expectedBy(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return KINDS[String(issue.expected)]
    case 'invalid_value':
      return oneOf((issue.values as readonly unknown[]).map(String))
    case 'too_small':
      return issue.origin === 'string' ? KINDS.string : `at least ${issue.minimum}`
    case 'too_big':
      return `at most ${issue.maximum}`
    default:
      return undefined
  }
}

function oneOf(names: readonly string[]): string {
  const last = names.at(-1)
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${last}` : `\`${last}\``
}

/** YAML reads such text as a number or a truth value when it has no quotes. */
function isUnquoted(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean'
}
