import type { Policy, PolicyBook, PolicyRef } from '../../rules/index.ts'

/** Loads a policy by its name; undefined when there is none that can be read. */
export type LoadBook = (name: string) => Promise<PolicyBook | undefined>

/** Finds the version that decided a request; undefined when it can't be loaded any more. */
export type FindPolicy = (ref: PolicyRef) => Policy | undefined

/** Loads every policy that is named, once, and finds versions in them. */
export async function loadDecidingPolicies(refs: readonly PolicyRef[], load: LoadBook): Promise<FindPolicy> {
  const names = new Set(refs.map(({ name }) => name))
  const books = new Map<string, PolicyBook>()
  for (const name of names) {
    const book = await load(name)
    if (book) books.set(name, book)
  }
  return (ref) => books.get(ref.name)?.versions.find((version) => version.ref.from === ref.from)
}
