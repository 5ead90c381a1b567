import type { CareType } from '../../../src/rules/index.ts'
import type { Random } from '../../rules/organisation/random.ts'
import { type Birthday, type Child, inDutch, makeChild, numberOf } from './child.ts'
import type { Cells } from './write-csv.ts'

export const CONTRACT_COLUMNS: Cells = [
  ...['contractnummer', 'kindnummer', 'opvangsoort', 'locatie', 'groep', 'startdatum', 'einddatum', 'weken'],
  ...['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag'],
]

/** The weekdays of a contract, from Monday; Monday, Tuesday and Thursday are the days that everybody wants. */
const WEEKS = ['xx...', 'x..x.', '.x.x.', 'xx.x.', '..x.x', '.xxx.', '...xx', 'xx.xx']

/**
 * A contract for each child and, for as many of them as it takes, a second: the other side of the fourth
 * birthday. The second contracts come last, far from the first of the same child.
 */
export function* contractRows(children: number, contracts: number): Iterable<Cells> {
  yield CONTRACT_COLUMNS
  for (let at = 0; at < contracts; at += 1) {
    const child = makeChild(at % children, children)
    const isSecond = at >= children
    yield [
      numberOf(at),
      child.number,
      ...(child.isAtSchool === isSecond ? dayCare(child) : afterSchool(child)),
    ]
  }
}

function dayCare({ born, place, random }: Child): Cells {
  const fourth = fourthBirthday(born)
  return [
    ...['KDV' satisfies CareType, place.location, place.dayCare],
    inDutch({ ...born, year: born.year + 1 }),
    inDutch({ ...fourth, day: fourth.day - 1 }),
    ...care(['07:30-18:30', '08:00-18:00'], random),
  ]
}

function afterSchool({ born, place, random }: Child): Cells {
  return [
    ...['BSO' satisfies CareType, place.location, place.afterSchool],
    inDutch(fourthBirthday(born)),
    '',
    ...care(['14:30-18:30', '15:00-18:00'], random),
  ]
}

function fourthBirthday(born: Birthday): Birthday {
  return { ...born, year: born.year + 4 }
}

/** The weeks of a year and the hours of each weekday. */
function care(hours: Cells, random: Random): Cells {
  const span = random.pick(hours)
  const days = [...random.pick(WEEKS)].map((day) => (day === 'x' ? span : ''))
  return [random.pick(['40', '46', '52']), ...days]
}
