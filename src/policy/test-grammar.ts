import type { z } from 'zod'

/** A value as a grammar reads it, or what it says of one that it can't read. */
export function readBy(grammar: z.ZodType, value: unknown): unknown {
  const { success, data, error } = grammar.safeParse(value)
  return success ? data : error.issues.map(({ message }) => message)
}

/** What a grammar says of a value that it can't read; undefined of one that it can. */
export function complaintOf(grammar: z.ZodType, value: unknown): string | undefined {
  return grammar.safeParse(value).error?.issues[0]?.message
}
