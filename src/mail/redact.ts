const LONGEST = 200

/**
 * A server's words without what they may repeat of the mail: addresses, links and tokens, also the
 * recipient's name before the @ on its own. Cut off at 200 characters.
 */
export function redact(text: string, recipient?: string): string {
  const local = recipient?.slice(0, recipient.lastIndexOf('@')).toLowerCase()
  const words = text.split(/\s+/).filter((word) => word !== '')
  const kept = words.map((word) => (repeatsTheMail(word, local) ? '[...]' : word)).join(' ')
  return kept.length > LONGEST ? `${kept.slice(0, LONGEST)}...` : kept
}

function repeatsTheMail(word: string, local: string | undefined): boolean {
  if (/@|%40|=40|:\/\/|[\w-]{32,}/i.test(word)) return true
  if (local === undefined) return false
  const atoms = word.toLowerCase().split(/[^\w!#$%&'*+/?^`{|}~.-]+/)
  return atoms.some((atom) => trim(atom) === trim(local))
}

function trim(atom: string): string {
  return atom.replace(/^['`.]+|['`.]+$/g, '')
}
