import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Consent, photoFor } from './photo.ts'
import { type PhotoGuardian, photoForGuardian } from './photo-sight.ts'

const consentOf = (child: string): Consent => ({
  child,
  guardian: `of ${child}`,
  custody: true,
  givenAt: '2025-01-01',
})
const femkes: PhotoGuardian = { children: ['Femke'], groups: ['Vlinders'] }

/** The rules that do not hold. */
function broken(...asked: Parameters<typeof photoForGuardian>) {
  return photoForGuardian(...asked).reasons.flatMap(({ rule, held }) =>
    held === true ? [] : [`${rule} ${held}`],
  )
}

describe('a guardian', () => {
  test('sees a photo of the own child alone, whatever its group', () => {
    const sight = photoForGuardian({ tagged: ['Femke'], group: 'Rupsen' }, femkes, [])
    expect(sight).toMatchObject({ seen: true, own: ['Femke'] })
    expect(sight.reasons.map(({ rule, clause }) => `${clause} ${rule}`)).toEqual([
      'LK-13 photo.tagged',
      'LK-13 photo.consent',
      'LK-14 photo.same-group',
    ])
  })

  test('sees the own child with another one only with consent for that one', () => {
    const photo = { tagged: ['Femke', 'Sem'], group: 'Vlinders' }
    expect(broken(photo, femkes, [])).toEqual(['photo.consent false'])
    expect(photoForGuardian(photo, femkes, [consentOf('Sem')]).seen).toBe(true)
  })

  test('of the group does not see a photo of others, tagged or not', () => {
    expect(broken({ tagged: ['Sem'], group: 'Vlinders' }, femkes, [consentOf('Sem')])).toEqual([
      'photo.tagged false',
    ])
    expect(broken({ tagged: [], group: 'Vlinders' }, femkes, [])).toEqual(['photo.tagged false'])
  })

  test('of another group never sees a photo on which no own child is', () => {
    expect(broken({ tagged: ['Sem'], group: 'Rupsen' }, femkes, [consentOf('Sem')])).toEqual([
      'photo.tagged false',
      'photo.same-group false',
    ])
  })

  test('is told that nobody knows, of a photo without a group', () => {
    expect(broken({ tagged: ['Sem'] }, femkes, [])).toContain('photo.same-group unknown')
  })

  test('of two children on a photo needs no consent for them', () => {
    const both: PhotoGuardian = { children: ['Femke', 'Daan'], groups: ['Vlinders'] }
    expect(photoForGuardian({ tagged: ['Femke', 'Daan'] }, both, []).seen).toBe(true)
    expect(photoForGuardian({ tagged: ['Femke', 'Daan'] }, femkes, []).seen).toBe(false)
  })

  test('hears how many other children have no consent, and never which', () => {
    const sight = photoForGuardian({ tagged: ['Femke', 'Sem', 'Noor'] }, femkes, [consentOf('Noor')])
    expect(sight.reasons[1]?.facts).toEqual({ others: 2, withoutConsent: 1 })
    expect(JSON.stringify(sight)).not.toMatch(/Sem|Noor/)
  })
})

describe('for any photo and guardian', () => {
  const children = fc.subarray(['a', 'b', 'c', 'd', 'e'])
  const world = fc.record({
    tagged: children,
    consents: children.map((some) => some.map(consentOf)),
    own: children,
    group: fc.option(fc.constantFrom('Vlinders', 'Rupsen'), { nil: undefined }),
    groups: fc.subarray(['Vlinders', 'Rupsen']),
  })
  const sightIn = ({
    tagged,
    consents,
    own,
    group,
    groups,
  }: typeof world extends fc.Arbitrary<infer T> ? T : never) =>
    photoForGuardian({ tagged, ...(group && { group }) }, { children: own, groups }, consents)

  test('whoever sees it has a child on it, and every stranger on it has consent', () => {
    fc.assert(
      fc.property(world, (given) => {
        const { seen, own } = sightIn(given)
        const strangers = given.tagged.filter((child) => !given.own.includes(child))
        const allowed = strangers.every((child) => given.consents.some((consent) => consent.child === child))
        expect(seen).toBe(own.length > 0 && allowed)
      }),
    )
  })

  test('one child alone gets what the export of that child includes', () => {
    fc.assert(
      fc.property(world, fc.constantFrom('a', 'b'), (given, child) => {
        const { seen } = sightIn({ ...given, own: [child] })
        expect(seen).toBe(photoFor(child, given.tagged, given.consents) === 'included')
      }),
    )
  })

  test('no group and no order of tags shows a photo that was hidden, or hides one that was seen', () => {
    fc.assert(
      fc.property(world, (given) => {
        const { seen } = sightIn(given)
        expect(sightIn({ ...given, tagged: given.tagged.toReversed() }).seen).toBe(seen)
        expect(sightIn({ ...given, groups: [], group: undefined }).seen).toBe(seen)
      }),
    )
  })

  test('a tag more never shows a photo to somebody who has no child by that tag', () => {
    fc.assert(
      fc.property(world, (given) => {
        const more = sightIn({ ...given, tagged: [...given.tagged, 'stranger'] })
        if (more.seen) expect(sightIn(given).seen).toBe(true)
      }),
    )
  })
})
