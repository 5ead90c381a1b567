import { isDeepStrictEqual } from 'node:util'

/** Own ids do not count: a person who was new then has one now. */
export function sameRow(one: object | undefined, other: object): boolean {
  return one !== undefined && isDeepStrictEqual(withoutIds(one), withoutIds(other))
}

function withoutIds(row: object): unknown {
  return JSON.parse(JSON.stringify(row, (name, value) => (name === 'id' ? undefined : value)))
}
