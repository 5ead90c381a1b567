/** Counts of which the name alone says too little. */
const WORDS: Readonly<Record<string, string>> = {
  notYet: 'not due yet',
  noAddress: 'without an address',
  sentBefore: 'had it before',
  unwanted: 'do without',
}

/** The name of a count is of many: of one of these it is told as one. */
const NOUNS =
  /^(mail|message|report|recipient|notice|guardian|account|photo|consent|contract|credit|request|export|group|location|file|day|row|address)(e?s)\b/

/** `{ guardians: 1, notOurs: 2, failed: 0 }` as "1 guardian, 2 not ours"; empty when all are 0. */
export function countsInWords(counts: Readonly<Record<string, number | undefined>>): string {
  const told = Object.entries(counts).filter(([, count]) => count !== 0)
  return told.map(([name, count]) => `${count} ${countInWords(name, count)}`).join(', ')
}

function countInWords(name: string, count: number | undefined): string {
  const words = WORDS[name] ?? wordsOf(name)
  return count === 1
    ? words
        .replace(/^children\b/, 'child')
        .replace(/entries$/, 'entry')
        .replace(NOUNS, '$1')
    : words
}

/** A name of ours as people write it: `answerDue` is `answer due`. */
export function wordsOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
