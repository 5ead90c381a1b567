import type { ReadDb } from '../../../store/open.ts'
import { nearestChildren } from './nearest-children.ts'

/** A sentence for each number that no child has, with the numbers that are near it. */
export async function unknownChildren(
  read: ReadDb,
  numbers: readonly string[],
  known: readonly { readonly number: string }[],
): Promise<readonly string[]> {
  const sentences: string[] = []
  for (const number of numbers) {
    if (known.some((child) => child.number === number)) continue
    const near = await nearestChildren(read, number)
    const words = near.map(({ number: other, name }) => `${other} (${name})`).join(', ')
    sentences.push(`There is no child with number "${number}"${words && `; near it are ${words}`}.`)
  }
  return sentences
}
