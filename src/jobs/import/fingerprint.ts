import { hash } from 'node:crypto'

/** Equal for equal rows, whatever the order of their fields. Own ids do not count: who is new gets one later. */
export function fingerprintOf(row: object): string {
  return hash('sha256', canonical(row), 'hex').slice(0, 32)
}

function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  const fields = value as Readonly<Record<string, unknown>>
  const told = Object.keys(fields).filter((name) => name !== 'id' && fields[name] !== undefined)
  return `{${told
    .sort()
    .map((name) => `${name}:${canonical(fields[name])}`)
    .join()}}`
}
