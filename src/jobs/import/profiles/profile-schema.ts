import { z } from 'zod'

/** YAML takes 52 for a number; in a file it is text as all cells are. */
const cell = z.preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string())

const kind = z.strictObject({
  columns: z.record(z.string(), z.string().min(1)).default({}),
  values: z.record(z.string(), z.record(z.string(), cell)).default({}),
  constants: z.record(z.string(), cell).default({}),
})

export const profileSchema = z.strictObject({
  note: z.string().optional(),
  delimiter: z
    .string()
    .regex(/^(?:[!-~]|tab)$/, 'must be one character, or the word tab')
    .refine((text) => !/["\w]/.test(text) || text === 'tab', 'must be no letter, digit or quote')
    .transform((text) => (text === 'tab' ? '\t' : text))
    .optional(),
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']).optional(),
  headerLine: z.number().int().min(1).optional(),
  kinds: z
    .record(z.string(), kind)
    .refine((kinds) => Object.keys(kinds).length > 0, 'must have at least one kind, for instance children'),
})
