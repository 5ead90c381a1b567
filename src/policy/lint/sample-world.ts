import type { TimeSpan } from '../../rules/time.ts'
import type { Child, Contract, Location, World } from '../../rules/world.ts'

/** The year in which a policy is tried out: an ordinary one, neither leap year nor one in which Liberation Day closes. */
export const SAMPLE_YEAR = 2026

/** The weekdays on which the sample child comes; the others are free. */
const COMES: Contract['days'] = { mon: usual(), tue: usual(), thu: usual() }

export function sampleLocation(schoolHolidays: 'none' | 'all-year'): Location {
  const holiday = { from: '2020-01-01', until: '2032-12-31', name: 'holiday' } as const
  return {
    id: 'here',
    closures: [],
    schoolHolidays: schoolHolidays === 'none' ? [] : [holiday],
  }
}

/** Open-ended care on three days a week that began years ago. */
export function sampleContract(changes: Partial<Contract> = {}): Contract {
  return {
    group: 'own',
    careType: 'KDV',
    from: '2023-09-01',
    weeks: 52,
    kind: 'fixed',
    days: COMES,
    ...changes,
  }
}

/** Old enough for any care, so that nothing depends on it. */
export function sampleChild(contract: Contract): Child {
  return { id: 'sample', born: '2020-05-04', contracts: [contract] }
}

/** A child alone in a group in which place is never the problem. */
export function sampleWorld(contract: Contract, location: Location): World {
  const group = { id: contract.group, location: location.id, careType: contract.careType }
  const child = sampleChild(contract)
  return {
    locations: new Map([[location.id, location]]),
    groups: new Map([[group.id, group]]),
    children: new Map([[child.id, child]]),
    requests: [],
    credits: [],
  }
}

function usual(): TimeSpan {
  return { from: '07:30', until: '18:30' }
}
