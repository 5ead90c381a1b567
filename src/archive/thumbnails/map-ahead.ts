/** Results in the order of the items, with so many of them under way at a time: never more are held. */
export async function* mapAhead<Item, Result>(
  items: Iterable<Item> | AsyncIterable<Item>,
  ahead: number,
  map: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const under: Promise<Result>[] = []
  for await (const item of items) {
    const result = map(item)
    // One that fails while nobody waits for it yet fails when its turn comes.
    result.catch(() => {})
    under.push(result)
    if (under.length >= ahead) yield (await under.shift()) as Result
  }
  for (const result of under) yield await result
}
