/** PostgreSQL's type numbers of what the two drivers would otherwise read wrong or read differently. */
const DATE = 1082
const TIMESTAMP = 1114
const TIMESTAMPTZ = 1184
const INT8 = 20
const INT4_LIST = 1007
const NUMERIC = 1700

const asText = (value: string) => value

/** A count or a size is exact or an error, never silently rounded. */
function asInteger(value: string): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new Error(`${value} is too large for an exact number`)
  return number
}

/** A list of ids is long: the drivers would go through it letter by letter, and `split` would hold a text for each. */
function asIntegers(value: string): readonly (number | null)[] {
  const numbers: (number | null)[] = []
  const last = value.length - 1
  for (let at = 1; at < last; ) {
    const comma = value.indexOf(',', at)
    const end = comma < 0 ? last : comma
    const item = value.slice(at, end)
    numbers.push(item === 'NULL' ? null : asInteger(item))
    at = end + 1
  }
  return numbers
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
  [INT4_LIST]: asIntegers,
  [NUMERIC]: asAmount,
}
