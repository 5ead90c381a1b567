import { explain } from '../explain.ts'
import type { Output } from '../terminal/output.ts'

/**
 * Says what goes wrong as any command does; what goes wrong each minute in the same way is said the
 * first time, and again only after it went well or otherwise wrong.
 */
export function reportTo({ warn }: Pick<Output, 'warn'>) {
  const said = new Map<string, string>()
  return {
    onError(what: string, error: unknown) {
      const { text } = explain(error)
      if (said.get(what) !== text) warn(`${what}: ${text}`)
      said.set(what, text)
    },
    onSuccess: (what: string) => void said.delete(what),
  }
}
