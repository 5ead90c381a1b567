import type { FileCode, Refusal } from './report.ts'

const SENTENCES: Record<FileCode, (detail: string) => string> = {
  'empty-file': () => 'The file is empty; export it again.',
  'not-text': (why) => `The file is not a CSV text: ${why}; save it as CSV UTF-8 and import that.`,
  'nul-bytes': () => 'The file holds NUL bytes, so it was damaged on its way; export it again.',
  'unclosed-quote': () => 'A quote opens here and is never closed; close it or write it twice ("").',
  'missing-column': (names) =>
    `The header has no column ${names}; add what is missing, let "ouderportaal import map" find by what names the file has it, or say with --header-line or --delimiter how it is read.`,
  'duplicate-header': (name) => `The header has more than one column ${name}; keep one.`,
}

/** `detail` is what the sentence needs to know: why it is no text, or which columns. Never a cell of a row. */
export function refusal(code: FileCode, detail = '', line?: number): Refusal {
  const sentence = SENTENCES[code](detail)
  return line === undefined
    ? { code, message: sentence }
    : { code, line, message: `Line ${line}: ${lowerFirst(sentence)}` }
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1)
}

export function isRefusal(value: object): value is Refusal {
  return 'code' in value
}
