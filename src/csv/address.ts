const LONGEST = 254
const LOCAL = /^[^\s@,;:<>()[\]\\"\p{C}]{1,64}$/u
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u

/** As nearly all addresses are: parts of letters and digits of ASCII, which need no closer look. */
const PLAIN = /^[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@(?:[a-z0-9]+(?:-+[a-z0-9]+)*\.)+[a-z0-9]+(?:-+[a-z0-9]+)*$/i

/** What is so short has no part that is too long. */
const SHORT = 64

/** One mailbox and nothing else: no display name, no comment, no second address; the domain has a dot. */
export function isAddress(text: string): boolean {
  if (text.length <= SHORT && PLAIN.test(text)) return true
  const [local = '', domain = '', ...more] = text.split('@')
  const labels = domain.split('.')
  return (
    more.length === 0 &&
    text.length <= LONGEST &&
    LOCAL.test(local) &&
    local.split('.').every((part) => part !== '') &&
    labels.length > 1 &&
    labels.every((label) => LABEL.test(label))
  )
}

/** Two spellings with the same key are one address, and so one person. */
export function addressKey(address: string): string {
  return address.trim().toLowerCase()
}

/** True when the text reads as several addresses, right or wrong, however they are separated. */
export function holdsSeveralAddresses(text: string): boolean {
  return text.split(/[\s,;/|&]+/).filter((part) => part.includes('@')).length > 1
}
