import type { Fields } from './fields.ts'

const STATUS = /(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])/

/**
 * Why, as RFC 3463 numbers it, of the fields of one recipient. Where a server only says that it failed (5.0.0), or
 * nothing, the words of the server before it often have the number.
 */
export function statusOf(fields: Fields): string | undefined {
  const status = numberIn(fields.get('status'))
  if (status !== undefined && !status.endsWith('.0.0')) return status
  const detail = numberIn(fields.get('diagnostic-code'))
  return detail !== undefined && (status === undefined || detail[0] === status[0]) ? detail : status
}

function numberIn(text = ''): string | undefined {
  const [, ...digits] = STATUS.exec(text) ?? []
  return digits.length === 0 ? undefined : digits.map(Number).join('.')
}
