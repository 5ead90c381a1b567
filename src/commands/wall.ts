import { momentOf } from '../rules/index.ts'

/** A stored moment as people read it: `2026-03-02 07:29`, in Amsterdam. */
export function wallOf(stored: string): string {
  return momentOf(stored).wall.slice(0, 16).replace('T', ' ')
}
