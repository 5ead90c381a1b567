/**
 * JSON as `JSON.stringify` indents it, an item of its last member, a list, at a time: the whole text of a list of 70,000
 * photos would take more memory than all the rest of an export. `head` is what comes before the list, and not empty.
 */
export function* jsonPieces(head: object, list: string, items: Iterable<object>): Generator<string> {
  yield `${JSON.stringify(head, null, 2).slice(0, -'\n}'.length)},\n  ${JSON.stringify(list)}: [`
  let [before, end] = ['\n    ', ']\n}\n']
  for (const item of items) {
    yield before + JSON.stringify(item, null, 2).replaceAll('\n', '\n    ')
    ;[before, end] = [',\n    ', '\n  ]\n}\n']
  }
  yield end
}
