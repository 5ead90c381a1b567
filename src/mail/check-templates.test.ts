import { expect, it } from 'vitest'
import { checkTemplates } from './check-templates.ts'
import { SAMPLES, type Sample } from './samples.ts'
import { LOOK } from './test-kit.ts'

const mail = { subject: 'A subject', text: 'x', html: '<p>x</p>' }

const mistakesIn = (template: string, sample: Sample) =>
  checkTemplates(LOOK, new Map([...SAMPLES, [template, sample]]))

it('finds nothing wrong with the templates that there are', async () => {
  expect(checkTemplates(LOOK)).toEqual([])
})

it.each([...SAMPLES])('%s says why the reader gets it', (_template, sample) => {
  expect(sample('nl', LOOK).text).toMatch(/^U krijgt deze (e-mail|nieuwsbrief) /m)
  expect(sample('en', LOOK).text).toMatch(/^You get this (e-mail|newsletter) /m)
})

it('names a template that breaks, its language and why, and goes on', async () => {
  const breaks: Sample = (language) => {
    if (language === 'nl') throw new Error('no such word')
    return mail
  }
  expect(await mistakesIn('broken', breaks)).toEqual([
    { template: 'broken', language: 'nl', reason: 'no such word' },
  ])
})

it.each([
  ['a value that is missing', { ...mail, text: 'Beste undefined,' }, /undefined/],
  ['a date that is none', { ...mail, html: '<p>until Invalid Date</p>' }, /Invalid Date/],
  ['no subject', { ...mail, subject: '' }, /subject is empty/],
  ['a subject that can be no header', { ...mail, subject: 'a\u0000b' }, /control character/],
])('finds %s', async (_, made, reason) => {
  expect(await mistakesIn('broken', () => made)).toMatchObject([
    { template: 'broken', language: 'nl', reason: expect.stringMatching(reason) },
    { language: 'en' },
  ])
})
