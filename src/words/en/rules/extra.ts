import type { AllRuleWords } from '../../rule-words.ts'
import { deadline, horizon } from '../sentences.ts'

/** On when a day is asked for, paid by the guardian or with credit. */
export const EXTRA = {
  'extra.horizon': horizon('How far ahead you can ask for an extra day'),
  'extra.notice': deadline('Asking for an extra day in time', 'Asked'),
  'credit-day.horizon': horizon('How far ahead you can ask for a credit day'),
  'credit-day.notice': deadline('Asking for a credit day in time', 'Asked'),
} satisfies Partial<AllRuleWords>
