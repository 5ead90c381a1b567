/** Counts of which the name alone says too little. */
const WORDS: Readonly<Record<string, string>> = {
  notYet: 'not due yet',
  noAddress: 'without an address',
  sentBefore: 'had it before',
  unwanted: 'do without',
  cameBack: 'came back',
  readBefore: 'read before',
  mailsMarked: 'mails marked',
  addressesMarked: 'addresses marked',
}

const NOUNS = /^(mail|message|report|recipient|notice|guardian|credit|row|address)e?s\b/

/** `{ messages: 3, notOurs: 1, ignored: 0 }` as "3 messages, 1 not ours"; when all are 0, the first of them. */
export function countsInWords(counts: Readonly<Record<string, number | undefined>>): string {
  const entries = Object.entries(counts)
  const told = entries.filter(([, count]) => count !== 0)
  return (told.length > 0 ? told : entries.slice(0, 1))
    .map(([name, count]) => `${count} ${countInWords(name, count)}`)
    .join(', ')
}

/** The name of a count as people say it: `notYet` is "not due yet", one of `guardians` is "guardian". */
function countInWords(name: string, count: number | undefined): string {
  const words = WORDS[name] ?? name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return count === 1 ? words.replace(NOUNS, '$1') : words
}
