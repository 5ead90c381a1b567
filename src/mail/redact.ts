const LONGEST = 200

/** A server's words without addresses, links and tokens. Cut off at 200 characters. */
export function redact(text: string): string {
  const words = text.split(/\s+/).filter((word) => word !== '')
  const kept = words.map((word) => (HIDDEN.test(word) ? '[...]' : word)).join(' ')
  return kept.length > LONGEST ? `${kept.slice(0, LONGEST)}...` : kept
}

const HIDDEN = /@|%40|=40|:\/\/|[\w-]{32,}/i
