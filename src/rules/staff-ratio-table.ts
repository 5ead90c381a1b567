import type { IsoDate } from './time.ts'

/** Most children for a number of staff; `ofYoungest`: of whom at most so many in the youngest age class of the law. */
export interface MostChildren {
  readonly children: number
  readonly ofYoungest?: number
}

/** A row of a table: for one member of staff, for two, and so on. Of several limits in a cell one must fit. */
export type RatioRow = readonly (readonly MostChildren[])[]

/** Day care: a row for the ages from the youngest to the oldest child present, `0-2` being all below two. */
export interface DayCareRatio {
  readonly from: IsoDate
  readonly source: string
  readonly rows: Readonly<Record<string, RatioRow>>
  readonly groupMost: number
  readonly groupMostUnderOne: number
}

/** After-school care: by table a group, or by share of a member of staff a child for the centre as a whole. */
export type AfterSchoolRatio = {
  readonly from: IsoDate
  readonly source: string
  readonly groupMost: number
} & (
  | { readonly per: 'group'; readonly rows: Readonly<Record<'4-7' | '7+' | '4+', RatioRow>> }
  | { readonly per: 'centre'; readonly thousandths: { readonly under7: number; readonly from7: number } }
)

/** The footnotes of the table: how many of the children may be under one. */
const NOTE = { a: 8, b: 3, c: 5, d: 4 } as const

function most(children: number, ofYoungest?: number): MostChildren {
  return ofYoungest === undefined ? { children } : { children, ofYoungest }
}

/** The first in force first. */
export const DAY_CARE_RATIOS: readonly [DayCareRatio, ...DayCareRatio[]] = [
  {
    from: '2019-01-01',
    source: 'Besluit kwaliteit kinderopvang, annex 1a, table 1 and its rules of calculation',
    groupMost: 16,
    groupMostUnderOne: 12,
    rows: {
      '0-1': [[most(3)], [most(6)], [most(9)], [most(12)]],
      '1-2': [[most(5)], [most(10)], [most(15)], [most(16)]],
      '2-3': [[most(8)], [most(16)]],
      '3-4': [[most(8)], [most(16)]],
      '0-2': [[most(4)], [most(8)], [most(14, NOTE.a)], [most(16, NOTE.a)]],
      '0-3': [
        [most(5)],
        [most(10)],
        [most(13, NOTE.a), most(14, NOTE.d), most(15, NOTE.b)],
        [most(16, NOTE.a)],
      ],
      '0-4': [
        [most(5)],
        [most(12)],
        [most(14, NOTE.a), most(15, NOTE.c), most(16, NOTE.b)],
        [most(16, NOTE.a)],
      ],
      '1-3': [[most(6)], [most(11)], [most(16)]],
      '1-4': [[most(7)], [most(13)], [most(16)]],
      '2-4': [[most(8)], [most(16)]],
    },
  },
]

/** The first in force first. */
export const AFTER_SCHOOL_RATIOS: readonly [AfterSchoolRatio, ...AfterSchoolRatio[]] = [
  {
    from: '2019-01-01',
    source: 'Besluit kwaliteit kinderopvang, annex 1b, as in force until 30 June 2024',
    per: 'group',
    groupMost: 30,
    rows: {
      '4-7': [[most(10)], [most(20)]],
      '7+': [[most(12)], [most(24)], [most(30)]],
      '4+': [[most(11, 9)], [most(22, 18)]],
    },
  },
  {
    from: '2024-07-01',
    source: 'Secondary sources (not checked against the text of the law)',
    per: 'centre',
    groupMost: 30,
    thousandths: { under7: 100, from7: 83 },
  },
]
