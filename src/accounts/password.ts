/** Why a password is not taken. */
export type Weakness = 'too-short' | 'too-long' | 'is-address'

/** At least so many characters, and at most so many bytes: a longer one only costs the server time. */
export const PASSWORD_LENGTH = { characters: 12, bytes: 1_000 } as const

/** One letter has several spellings in Unicode, and a phone need not write the same as a computer (NIST SP 800-63B). */
export function normalised(password: string): string {
  return password.normalize('NFKC')
}

/**
 * What is wrong with a password, or undefined. Length is what counts (NIST SP 800-63B): no rule asks for capitals or
 * signs. The user name, or the part of it before the @, is no secret.
 */
export function weaknessOf(password: string, userName: string): Weakness | undefined {
  if (Buffer.byteLength(password) > PASSWORD_LENGTH.bytes) return 'too-long'
  const text = normalised(password)
  if ([...text].length < PASSWORD_LENGTH.characters) return 'too-short'
  const address = normalised(userName).toLowerCase()
  const guesses = [address, address.slice(0, address.lastIndexOf('@'))]
  return guesses.includes(text.toLowerCase()) ? 'is-address' : undefined
}
