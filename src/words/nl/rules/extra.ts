import type { AllRuleWords } from '../../rule-words.ts'
import { deadline, horizon } from '../sentences.ts'

/** On when a day is asked for, paid by the guardian or with credit. */
export const EXTRA = {
  'extra.horizon': horizon('Hoe ver vooruit u een extra dag kunt aanvragen'),
  'extra.notice': deadline('Een extra dag op tijd aanvragen', 'aangevraagd'),
  'credit-day.horizon': horizon('Hoe ver vooruit u een dag met tegoed kunt aanvragen'),
  'credit-day.notice': deadline('Een dag met tegoed op tijd aanvragen', 'aangevraagd'),
} satisfies Partial<AllRuleWords>
