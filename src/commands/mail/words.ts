/** `{ messages: 3, notOurs: 1, ignored: 0 }` as "3 messages, 1 not ours". */
export function inCounts(counts: Readonly<Record<string, number | undefined>>): string {
  const entries = Object.entries(counts)
  const told = entries.filter(([, count]) => count !== 0)
  return (told.length > 0 ? told : entries.slice(0, 1))
    .map(([name, count]) => `${count} ${singular(count, inWords(name))}`)
    .join(', ')
}

function inWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

function singular(count: number | undefined, words: string): string {
  return count === 1 ? words.replace(/^(message|report|recipient|notice)s$/, '$1') : words
}

/** A moment on the wall clock without its seconds; empty when there is none. */
export function shortly(wall: string | null): string {
  return wall === null ? '' : wall.slice(0, 16).replace('T', ' ')
}
