import type { Command } from 'commander'
import { UserError } from '../errors.ts'

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const

/** The flags of every command that reads a CSV file. */
export interface ReadingFlags {
  readonly encoding?: (typeof ENCODINGS)[number]
  readonly delimiter?: string
  readonly headerLine?: string
}

/** How a file is to be read whose bytes mislead. */
export interface Reading {
  readonly encoding?: NonNullable<ReadingFlags['encoding']>
  readonly delimiter?: string
  readonly headerLine?: number
}

export function withReading(command: Command): Command {
  return command
    .addOption(command.createOption('--encoding <name>', 'for a file that is read wrong').choices(ENCODINGS))
    .option('--delimiter <character>', 'for a file that is read wrong: ";", ",", "tab" or another character')
    .option('--header-line <number>', 'the line that the header stands on, for a file that is read wrong')
}

/** Throws a UserError for a flag that says nothing sensible. */
export function readingOf({ encoding, delimiter, headerLine }: ReadingFlags): Reading {
  return {
    ...(encoding && { encoding }),
    ...(delimiter !== undefined && { delimiter: delimiterOf(delimiter) }),
    ...(headerLine !== undefined && { headerLine: lineOf(headerLine) }),
  }
}

/** One byte in UTF-8, so that it is found without reading the text. */
function delimiterOf(text: string): string {
  if (text === 'tab' || text === '\\t') return '\t'
  if (/^[!-~]$/.test(text) && text !== '"') return text
  throw new UserError(`--delimiter ${text} is no delimiter: write one character of ASCII, or "tab".`)
}

function lineOf(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new UserError(`--header-line ${text} is no line: write its number, the first is 1.`)
}
