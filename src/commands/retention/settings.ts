import type { Config } from '../../config.ts'
import type { Retention } from '../../jobs/retention/plan-removal.ts'

export function retentionOf({ retention, media }: Config): Retention {
  return { months: retention.months, media }
}
