import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixture, type Imports, importOrganisation, openImports } from './imports.ts'

/** Fewer prove nothing, however slow the machine: the time limit only counts beyond these. */
const FEWEST = 15

const LIMIT = 12_000

/*
 * Files damaged in every way that a hand, a network or a program has: whatever comes of it, the import ends, its counts
 * add up, and a file that is refused changes nothing.
 */
let imports: Imports
beforeAll(async () => {
  imports = await openImports()
  await importOrganisation(imports)
})
afterAll(() => imports.close())

type Damage = (bytes: Buffer) => Buffer

const place = fc.double({ min: 0, max: 1, noNaN: true })
const at = (bytes: Buffer, share: number) => Math.floor(share * bytes.length)
const piece = fc.constantFrom(
  ...[
    '"',
    '""',
    ';',
    ',',
    '\t',
    '\n',
    '\r',
    '\r\n',
    '\0',
    '\u00a0',
    '\ufeff',
    '=',
    "'",
    'é',
    '👶',
    '\u001e',
    '\u001f',
    'x'.repeat(1001),
  ],
  ...['01-01-2024', '31-02-2024', 'ja', 'a@b.nl', '07:30-18:30', '001043', 'kindnummer', 'bsn'],
)

const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.tuple(place, piece).map(
    ([where, text]): Damage =>
      (bytes) =>
        Buffer.concat([
          bytes.subarray(0, at(bytes, where)),
          Buffer.from(text),
          bytes.subarray(at(bytes, where)),
        ]),
  ),
  place.map(
    (where): Damage =>
      (bytes) =>
        bytes.subarray(0, at(bytes, where)),
  ),
  place.map(
    (where): Damage =>
      (bytes) =>
        bytes.subarray(at(bytes, where)),
  ),
  fc.tuple(place, place).map(
    ([from, until]): Damage =>
      (bytes) =>
        Buffer.concat([bytes.subarray(0, at(bytes, from)), bytes.subarray(at(bytes, Math.max(from, until)))]),
  ),
  fc.tuple(place, fc.integer({ min: 0, max: 255 })).map(
    ([where, byte]): Damage =>
      (bytes) => {
        const copy = Buffer.from(bytes)
        if (copy.length > 0) copy[Math.min(copy.length - 1, at(bytes, where))] = byte
        return copy
      },
  ),
  fc.constant<Damage>((bytes) => Buffer.concat([bytes, bytes])),
  fc.constant<Damage>((bytes) => Buffer.from(bytes.toString('latin1'), 'utf16le')),
)

const FILES = ['children', 'contracts'] as const

test.each(FILES)(
  'damaged files of %s are imported, rejected or refused, and never half',
  async (kind) => {
    const sound = Buffer.from(await fixture(`planning/${kind}.csv`))
    const lines = sound.toString('latin1').split('\r\n').slice(0, 40).join('\r\n')
    let done = 0
    const began = performance.now()
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 4 }), async (damages) => {
        if (done >= FEWEST && performance.now() - began > LIMIT) return
        done += 1
        const file = damages.reduce<Buffer>((bytes, one) => one(bytes), Buffer.from(lines, 'latin1'))
        const before = await imports.content()
        const report = await imports.run(kind, file)
        const { rows, created, updated, unchanged, duplicates, rejected, refused } = report
        expect(created + updated + unchanged + duplicates + rejected).toBe(rows)
        if (refused) expect(await imports.content()).toBe(before)
        else {
          const after = await imports.content()
          expect(await imports.run(kind, file)).toMatchObject({
            refused: null,
            rows,
            created: 0,
            updated: 0,
            rejected,
          })
          expect(await imports.content()).toBe(after)
        }
      }),
      { numRuns: 150 },
    )
    expect(done).toBeGreaterThanOrEqual(FEWEST)
  },
  300_000,
)
