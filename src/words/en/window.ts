import type { Window, WindowEnd } from '../../rules/index.ts'
import { counted } from '../format.ts'
import { length } from './amounts.ts'
import { PERIODS } from './terms.ts'

/** What a window lies around. */
export interface Anchors {
  readonly absence: string
  readonly report: string
}

/** Days around an absence, as a part of a sentence. */
export function window({ from, until }: Window, anchors: Anchors): string {
  const starts = from.map((end) => windowEnd(end, 'beginning', anchors)).join(' or, if later, ')
  const ends = until.map((end) => windowEnd(end, 'end', anchors)).join(' or, if earlier, ')
  if (starts && ends) return `from ${starts} up to and including ${ends}`
  if (starts) return `from ${starts} on`
  return ends ? `up to and including ${ends}` : 'without limit'
}

function windowEnd(end: WindowEnd, edge: 'beginning' | 'end', anchors: Anchors): string {
  switch (end.kind) {
    case 'length': {
      const anchor = anchors[end.of]
      if (end.length.count === 0) return anchor
      return `${length(end.length)} ${end.side} ${anchor}`
    }
    case 'period': {
      const later =
        edge === 'end' && end.monthsLater > 0 ? `${counted(end.monthsLater, 'month', 'months')} after ` : ''
      return `${later}the ${edge} of ${PERIODS[end.period]} of ${anchors.absence}`
    }
    case 'contract-year':
      return `the ${edge} of the contract year`
    case 'contract':
      return `the ${edge} of the contract`
  }
}
