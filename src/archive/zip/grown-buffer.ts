/** Bytes that are added to, one small piece after the other, and kept in one. */
export interface GrownBuffer {
  add(bytes: Buffer): void
  /** Valid until something is added. */
  all(): Buffer
}

const FIRST = 64 * 1024

/** Small buffers that are kept keep the memory of all that were made beside them, which is four times theirs. */
export function startBuffer(): GrownBuffer {
  let room = Buffer.alloc(FIRST)
  let length = 0
  return {
    add: (bytes) => {
      if (length + bytes.length > room.length) {
        room = Buffer.concat([room], 2 * (length + bytes.length))
      }
      length += bytes.copy(room, length)
    },
    all: () => room.subarray(0, length),
  }
}
