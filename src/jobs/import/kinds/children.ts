import { type ChildRecord, children as sheet } from '../../../csv/kinds/children.ts'
import { storeFreshChildren } from '../../../store/fresh-children.ts'
import {
  alikeChildren,
  countLiveChildren,
  linksOfChildren,
  missingChildren,
  sameChildren,
} from '../../../store/staged-children.ts'
import type { ImportKind } from '../kind.ts'
import { contractsToEnd } from './contract-row.ts'
import type { ChildRow } from './family.ts'
import { whyFamiliesKept } from './kept-families.ts'
import { type ChildrenOptions, matchChildren } from './match-children.ts'
import { movedGuardians, saveFamilies } from './save-families.ts'
import { readFamilies, removeFamilies, reviveFamilies } from './stored-families.ts'

export function children(options: ChildrenOptions): ImportKind<ChildRecord, ChildRow> {
  return {
    sheet,
    columnOf: { infix: 'tussenvoegsel' },
    match: (read, batch) => matchChildren(read, batch, options),
    save: saveFamilies,
    stored: readFamilies,
    remove: removeFamilies,
    revive: reviveFamilies,
    whyKept: whyFamiliesKept,
    moved: (changes) => changes.flatMap(movedGuardians).flatMap(({ id }) => id ?? []),
    bulk: {
      lookedUpBy: ['kindnummer', 'locatie', 'groep', 'ouder1_email', 'ouder2_email'],
      same: sameChildren,
      storeFresh: storeFreshChildren,
      links: linksOfChildren,
      missing: missingChildren,
      alike: alikeChildren,
      countLive: countLiveChildren,
      contractsToEnd: (read, children, today) => contractsToEnd(read, { numbers: [], children }, today),
    },
  }
}
