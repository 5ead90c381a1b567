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
  const starts = from.map((end) => windowEnd(end, 'begin', anchors)).join(' of, als dat later is, ')
  const ends = until.map((end) => windowEnd(end, 'einde', anchors)).join(' of, als dat eerder is, ')
  if (starts && ends) return `van ${starts} tot en met ${ends}`
  if (starts) return `vanaf ${starts}`
  return ends ? `tot en met ${ends}` : 'zonder grens'
}

function windowEnd(end: WindowEnd, edge: 'begin' | 'einde', anchors: Anchors): string {
  switch (end.kind) {
    case 'length': {
      const anchor = anchors[end.of]
      if (end.length.count === 0) return anchor
      return `${length(end.length)} ${end.side === 'before' ? 'voor' : 'na'} ${anchor}`
    }
    case 'period': {
      const later =
        edge === 'einde' && end.monthsLater > 0 ? `${counted(end.monthsLater, 'maand', 'maanden')} na ` : ''
      return `${later}het ${edge} van ${PERIODS[end.period]} van ${anchors.absence}`
    }
    case 'contract-year':
      return `het ${edge} van het contractjaar`
    case 'contract':
      return `het ${edge} van het contract`
  }
}
