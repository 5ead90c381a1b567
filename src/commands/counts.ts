/** What there may be one of: the name of a count is of many. */
const ONE: ReadonlyMap<string, string> = new Map([
  ['children', 'child'],
  ['days', 'day'],
  ['credits', 'credit'],
  ['exports', 'export'],
  ['files', 'file'],
  ['groups', 'group'],
  ['guardians', 'guardian'],
  ['locations', 'location'],
  ['mails', 'mail'],
  ['requests', 'request'],
  ['rows', 'row'],
])

/** `{ guardians: 1, notOurs: 2, failed: 0 }` as "1 guardian, 2 not ours"; empty when all are 0. */
export function countsInWords(counts: Readonly<Record<string, number>>): string {
  const told = Object.entries(counts).filter(([, count]) => count !== 0)
  return told.map(([name, count]) => countInWords(name, count)).join(', ')
}

function countInWords(name: string, count: number): string {
  const words = wordsOf(name)
  return `${count} ${(count === 1 && ONE.get(words)) || words}`
}

/** A name of ours as people write it: `answerDue` is `answer due`. */
export function wordsOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
