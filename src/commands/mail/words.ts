/** A moment before which nothing happens, to the second: without them it would have passed before it comes. */
export function exactly(wall: string | null): string {
  return wall === null ? '' : wall.slice(0, 19).replace('T', ' ')
}

/** A moment on the wall clock without its seconds; empty when there is none. */
export function shortly(wall: string | null): string {
  return wall === null ? '' : wall.slice(0, 16).replace('T', ' ')
}
