import { EXIT, UserError } from '../../errors.ts'
import type { ExportPlan } from './plan-export.ts'

/** What is made for one guardian only, by the place with the child; what others have is left alone. */
export function ofGuardian(plan: ExportPlan, guardian: number | undefined): ExportPlan {
  if (guardian === undefined) return plan
  const albums = plan.albums.filter(({ position }) => position === guardian)
  const [album] = albums
  if (!album) {
    throw new UserError(
      `Child ${plan.child} has no guardian ${guardian} with custody: its exports are for guardian ${plan.albums.map(({ position }) => position).join(' and ')}.`,
      EXIT.failed,
    )
  }
  return {
    ...plan,
    albums,
    superseded: plan.superseded.filter((one) => one.guardian_id === album.guardianId),
  }
}
