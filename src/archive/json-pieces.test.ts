import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonPieces } from './json-pieces.ts'

test('pieces are together what JSON.stringify indents by two', () => {
  fc.assert(
    fc.property(fc.object(), fc.array(fc.object({ maxDepth: 2 })), (about, items) => {
      const head = { format: 'of a test', ...about }
      const text = [...jsonPieces(head, 'items', items)].join('')
      expect(text).toBe(`${JSON.stringify({ ...head, items }, null, 2)}\n`)
    }),
  )
})

test('a text of several lines is not indented', () => {
  const items = [{ text: 'one\n"two"' }, {}]
  expect(JSON.parse([...jsonPieces({ format: 'of a test' }, 'items', items)].join('')).items).toEqual(items)
})
