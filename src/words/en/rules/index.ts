import type { AllRuleWords } from '../../rule-words.ts'
import { CREDIT_EARNED } from './credit-earned.ts'
import { CREDIT_USED } from './credit-used.ts'
import { DAY } from './day.ts'
import { EXTRA } from './extra.ts'
import { GROUP } from './group.ts'
import { REQUEST } from './request.ts'
import { SWAP } from './swap.ts'

/** Every rule in plain English, for guardians. */
export const RULES: AllRuleWords = {
  ...REQUEST,
  ...DAY,
  ...SWAP,
  ...EXTRA,
  ...CREDIT_EARNED,
  ...CREDIT_USED,
  ...GROUP,
}
