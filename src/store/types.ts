/** PostgreSQL's type numbers of what the two drivers would otherwise read wrong or read differently. */
const DATE = 1082
const TIMESTAMP = 1114
const TIMESTAMPTZ = 1184
const INT8 = 20
const NUMERIC = 1700

const asText = (value: string) => value

/** A count or a size is exact or an error, never silently rounded. */
function asInteger(value: string): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new Error(`${value} is too large for an exact number`)
  return number
}

/** A number holds fifteen digits exactly; an amount has twelve, of which six are decimals. */
const EXACT_DIGITS = 15

function asAmount(value: string): number {
  const digits = value.replace(/\D/g, '').replace(/^0+/, '')
  if (digits.length > EXACT_DIGITS) throw new Error(`${value} has too many digits for an exact number`)
  return Number(value)
}

/** Days and moments as text (a driver's own date is a day early in Amsterdam), big integers and amounts as exact numbers. */
export const parsers: Readonly<Record<number, (value: string) => unknown>> = {
  [DATE]: asText,
  [TIMESTAMP]: asText,
  [TIMESTAMPTZ]: asText,
  [INT8]: asInteger,
  [NUMERIC]: asAmount,
}
