/** A moment on the wall clock without its seconds; empty when there is none. */
export function shortly(wall: string | null): string {
  return wall === null ? '' : wall.slice(0, 16).replace('T', ' ')
}
