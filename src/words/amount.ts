import type { UnitName } from '../rules/index.ts'
import { amount as inEnglish } from './en/amounts.ts'
import type { Language } from './language.ts'
import { amount as inDutch } from './nl/amounts.ts'

const AMOUNT = { nl: inDutch, en: inEnglish } as const

/** An amount of credit in its unit, for instance `10 uur en 30 minuten` or `1 dagdeel`. */
export function amountInWords(count: number, unit: UnitName, language: Language): string {
  return AMOUNT[language](count, unit)
}
