import { expect, test } from 'vitest'
import { housePolicy } from '../../../test/support/mail-work.ts'
import { type IsoDate, momentAtWall } from '../../rules/index.ts'
import { planReminders } from './remind.ts'
import type { Candidate, LiveInvitation, Placement } from './standing.ts'

const at = momentAtWall
const policy = await housePolicy()

/** Invited on Monday 2 March at nine; the link works until Monday 16 March at nine. */
const INVITED: LiveInvitation = {
  id: 'a',
  invitedAt: at('2026-03-02 09:00'),
  mailedAt: at('2026-03-02 09:00'),
  validUntil: at('2026-03-16 09:00'),
  mail: 'sent',
  reminders: 0,
}

const CARE = {
  group: 'De Boomhut/Bijtjes',
  careType: 'KDV',
  kind: 'fixed',
  weeks: 52,
  from: '2026-03-09',
  days: {},
} as const

function child(until?: IsoDate): Placement {
  const contract = { ...CARE, ...(until && { until }) }
  const child = { id: 'K1', born: '2025-01-15', contracts: [contract] } as const
  return { child, location: 'De Boomhut', locationId: 1 }
}

const GUARDIAN: Candidate = {
  guardian: 12,
  hasAddress: true,
  hasActiveAccount: false,
  children: [child()],
}

const world = { locations: new Map(), groups: new Map(), children: new Map(), requests: [], credits: [] }

/** What is sent at this moment: nothing, or the number of the reminder with its link. */
function sentAt(wall: string, invitation: Partial<LiveInvitation> = {}, guardian: Partial<Candidate> = {}) {
  const candidate = { ...GUARDIAN, invitation: { ...INVITED, ...invitation }, ...guardian }
  const { remind } = planReminders([candidate], {
    at: at(wall),
    world,
    policy,
  })
  return remind.map(({ number, link }) => `${number} ${link}`).join()
}

const cases: readonly [sentence: string, wall: string, sent: string, invitation?: Partial<LiveInvitation>][] =
  [
    ['six days after the invitation nobody is reminded', '2026-03-08 23:59', ''],
    ['on the seventh day the same link goes again, at whatever hour', '2026-03-09 00:00', '1 same'],
    ['a night that was missed is caught up', '2026-03-12 07:05', '1 same'],
    ['a link that works three more days is still sent', '2026-03-13 09:00', '1 same'],
    ['one that works shorter is replaced', '2026-03-13 09:01', '1 new'],
    ['so is one that has expired', '2026-06-01 07:05', '1 new'],
    [
      'six days after a reminder there is no other',
      '2026-03-15 07:05',
      '',
      { reminders: 1, remindedAt: at('2026-03-09 07:05') },
    ],
    [
      'seven days after it there is, and the link is about to end',
      '2026-03-16 07:05',
      '2 new',
      { reminders: 1, remindedAt: at('2026-03-09 07:05') },
    ],
    [
      'after two reminders there is none, ever',
      '2027-03-16 07:05',
      '',
      { reminders: 2, remindedAt: at('2026-03-16 07:05') },
    ],
    ['an invitation that waits to be sent is not reminded of', '2026-03-12 07:05', '', { mail: 'waiting' }],
    ['nor one whose mail failed', '2026-03-12 07:05', '', { mail: 'failed' }],
  ]

test.each(cases)('%s', (_sentence, wall, sent, invitation) => {
  expect(sentAt(wall, invitation)).toBe(sent)
})

const silent: readonly [who: string, guardian: Partial<Candidate>][] = [
  ['with an active account', { hasActiveAccount: true }],
  ['without an address', { hasAddress: false }],
  ['whose mail came back', { bouncedAt: at('2026-03-03 08:00') }],
  ['whose child has left', { children: [child('2026-03-06')] }],
]

test.each(silent)('a guardian %s is not reminded', (_who, guardian) => {
  expect(sentAt('2026-03-12 07:05')).toBe('1 same')
  expect(sentAt('2026-03-12 07:05', {}, guardian)).toBe('')
})

test('a guardian who was never invited is not reminded', () => {
  const { remind, counts } = planReminders([GUARDIAN], {
    at: at('2026-03-12 07:05'),
    world,
    policy,
  })
  expect(remind).toEqual([])
  expect(counts.invited).toBe(0)
})
