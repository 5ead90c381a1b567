/** For each key the first record that has it: eight bytes a place, however long the keys are. */
export interface FirstRecords {
  /** The first record with the same key, undefined when that is this one: from now on it is. */
  claim(key: string, record: number): number | undefined
}

/** Of a record its key is not held but read again, where another may be equal to it. */
export function openFirstRecords(keyOf: (record: number) => string | undefined): FirstRecords {
  let places = emptyPlaces(1 << 12)
  let used = 0
  return {
    claim: (key, record) => {
      const hash = hashOf(key)
      let at = hash & places.mask
      for (; places.records[at] !== 0; at = (at + 1) & places.mask) {
        const earlier = (places.records[at] as number) - 1
        if (places.hashes[at] === hash && keyOf(earlier) === key) return earlier
      }
      put(places, at, hash, record)
      used += 1
      if (2 * used > places.mask) places = largerThan(places)
      return undefined
    },
  }
}

/** A hash stands at its own place or, where that is taken, at the next that is free; at a free one the record is 0. */
interface Places {
  readonly mask: number
  readonly hashes: Uint32Array
  /** One more than the record. */
  readonly records: Uint32Array
}

function emptyPlaces(size: number): Places {
  return { mask: size - 1, hashes: new Uint32Array(size), records: new Uint32Array(size) }
}

function put({ hashes, records }: Places, at: number, hash: number, record: number): void {
  hashes[at] = hash
  records[at] = record + 1
}

function largerThan({ mask, hashes, records }: Places): Places {
  const larger = emptyPlaces(2 * (mask + 1))
  for (let from = 0; from <= mask; from += 1) {
    const [record, hash] = [records[from] as number, hashes[from] as number]
    if (record === 0) continue
    let at = hash & larger.mask
    while (larger.records[at] !== 0) at = (at + 1) & larger.mask
    put(larger, at, hash, record - 1)
  }
  return larger
}

/** FNV-1a, with its bits stirred at the end, since the lowest choose the place. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}
