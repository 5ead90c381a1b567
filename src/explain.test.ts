import { expect, test } from 'vitest'
import { UserError } from './errors.ts'
import { explain } from './explain.ts'

const withCode = (code: string) => Object.assign(new Error('in English'), { code })

test.each([
  ['a connection that was reset', withCode('ECONNRESET')],
  ['a server that stops', withCode('57P01')],
  [
    'a client whose connection broke before',
    new Error('Client has encountered a connection error and is not queryable'),
  ],
  ['a pool that gets no connection', new Error('timeout exceeded when trying to connect')],
])('%s leaves open what was done, and says to run it again', (_what, error) => {
  const { text, exitCode } = explain(error)
  expect(exitCode).toBe(75)
  expect(text).toMatch(/may have been done.*Run it again/)
})

test.each([
  ['a lock that is not given', '55P03'],
  ['a deadlock', '40P01'],
  ['a statement that takes too long', '57014'],
  ['too many connections', '53300'],
])('%s is worth another try later', (_what, code) => {
  expect(explain(withCode(code))).toMatchObject({ exitCode: 75, text: expect.stringContaining('busy') })
})

test('a mistake of the user is its own sentence and exit code', () => {
  expect(explain(new UserError('Write it so.', 2))).toEqual({ text: 'Write it so.', exitCode: 2 })
})

test('a bug shows where it is and asks to be reported', () => {
  const { text, exitCode } = explain(new TypeError('x is not a function'))
  expect(exitCode).toBe(1)
  expect(text).toMatch(/TypeError: x is not a function\n\s+at [\s\S]*report/)
})

test.each([
  ['with a message', { message: 'memory access out of bounds' }, 'memory access out of bounds'],
  ['with fields', { errno: 44 }, 'errno: 44'],
  ['that is nothing', undefined, 'undefined'],
])('what was thrown %s and is no Error is told as it is', (_what, thrown, words) => {
  expect(explain(thrown).text).toContain(words)
  expect(explain(thrown).text).not.toContain('[object Object]')
})
