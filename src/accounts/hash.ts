import { normalised } from './password.ts'

/** Argon2id by OWASP's advice: 19 MiB of memory, two passes, one thread. The package's default is argon2id too. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** The password as it is stored, with a salt of its own. */
export async function hashPassword(password: string): Promise<string> {
  const { hash } = await import('@node-rs/argon2')
  return hash(normalised(password), COST)
}

/** Whether this is the password of an account, for the log-in of the portal. */
export async function isPassword(password: string, passwordHash: string): Promise<boolean> {
  const { verify } = await import('@node-rs/argon2')
  return verify(passwordHash, normalised(password))
}
