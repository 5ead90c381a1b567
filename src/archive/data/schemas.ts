import { z } from 'zod'

/*
 * The data of a child as its guardian gets it (GDPR, articles 15 and 20). Objects are strict: what is not named here
 * cannot come along by accident.
 */

const day = z.iso.date().describe('A day')
const moment = z.iso.datetime().describe('A moment, in UTC')
const wall = z.iso.datetime({ local: true }).describe('A moment on the clock in the Netherlands')
const text = z.string()

const person = { firstName: text.nullable(), infix: text.nullable(), lastName: text.nullable() }

const contract = z
  .strictObject({
    number: text,
    careType: text.describe('KDV, peuter, VSO, NSO, BSO or TSO'),
    group: text,
    location: text,
    firstDay: day,
    lastDay: day.nullable().describe('Included; null: no end was agreed'),
    weeksAYear: z.number(),
    kind: z.enum(['fixed', 'flexible']),
    days: z.record(text, text).describe('Of each weekday with care the hours, such as 07:30-18:30'),
  })
  .describe('What was agreed about the care')

const request = z
  .strictObject({
    kind: z.enum(['absence', 'swap', 'extra', 'credit-day', 'cancel']),
    date: day.describe('The day that it is about; of a swap the day that is taken'),
    givenUp: day.optional().describe('Of a swap the day that is given up'),
    careType: text.optional(),
    sick: z.boolean().optional(),
    askedAt: moment,
    askedBy: z.enum(['you', 'another guardian', 'the location']).describe('Another guardian is never named'),
    because: text.optional().describe('Only of your own requests'),
    state: text,
    outcome: text.describe('What the house rules said'),
    policy: text.describe('The house rules, and from when on they were in force'),
    rules: z
      .array(z.strictObject({ rule: text, clause: text, held: z.union([z.boolean(), z.literal('unknown')]) }))
      .describe('Each rule that was looked at'),
    answerDue: day.nullable(),
    answeredAt: moment.nullable(),
    answer: text.optional().describe('Only to your own requests'),
    cancelledAt: moment.nullable(),
  })
  .describe('An absence, or something that was asked')

const credit = z
  .strictObject({
    careType: text,
    absentOn: day,
    usableFrom: day,
    expiresOn: day.nullable().describe('The last day on which it can be used'),
    unit: text,
    amount: z.number(),
    minutes: z.number(),
    entries: z.array(
      z.strictObject({
        kind: z.enum(['earned', 'spent', 'returned', 'expired', 'corrected']),
        amount: z.number(),
        at: moment,
      }),
    ),
  })
  .describe('A credit, and what became of it')

const consent = z
  .strictObject({ purpose: text, givenAt: moment, withdrawnAt: moment.nullable() })
  .describe('What you gave consent for')

/** What the database has of a child and one guardian; the rest is in the album already. */
export const OwnDataSchema = z.strictObject({
  child: z.strictObject({ number: text, ...person, born: day, group: text, location: text }),
  you: z
    .strictObject({
      ...person,
      email: text.nullable(),
      phone: text.nullable(),
      language: z.enum(['nl', 'en']),
      custody: z.boolean(),
    })
    .describe('You, as the guardian whom this is for'),
  contracts: z.array(contract),
  requests: z.array(request),
  credits: z.array(credit),
  consents: z.array(consent),
})

export type OwnData = Readonly<z.infer<typeof OwnDataSchema>>

const { child, you, contracts, requests, credits, consents } = OwnDataSchema.shape

const entry = z.strictObject({
  writtenAt: wall,
  author: text,
  text,
  photos: z.array(text).describe('Names of files in this ZIP'),
  photosNotIncluded: z.int(),
  photosInOtherParts: z.int().optional(),
})

const photo = z.strictObject({
  file: text.describe('The name of the file in this ZIP'),
  takenAt: wall,
  group: text,
  caption: text.optional(),
  type: text,
})

/** Of each file in `gegevens` what is in it. */
export const FILES = {
  kind: z.strictObject({ $schema: text, child, you, contracts }),
  verzoeken: z.strictObject({ $schema: text, requests }),
  tegoeden: z.strictObject({ $schema: text, credits }),
  toestemmingen: z.strictObject({ $schema: text, consents }),
  schrift: z.strictObject({ $schema: text, entries: z.array(entry) }),
  fotos: z.strictObject({ $schema: text, photos: z.array(photo) }),
} as const

export type FileKind = keyof typeof FILES
export type FileContent<Kind extends FileKind> = Omit<z.infer<(typeof FILES)[Kind]>, '$schema'>
