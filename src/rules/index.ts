/**
 * The rules of a parent portal for childcare, as a library: pure functions on plain values. Whoever asks reads
 * a `World`, names the moment and the policy, and gets a `Verdict` with every rule that was looked at.
 */
export { activationDueOn, firstCareDay } from './activation.ts'
export { answerDue, answerOverdue } from './answer.ts'
export type { Absence, Ask, Asking, AskKind, Cancel, CreditDay, Extra, Swap } from './ask.ts'
export { careBeforeClosures, careOn, contractCare, type PlannedCare } from './care.ts'
export { sameCareType } from './care-type.ts'
export { isInForce } from './contract.ts'
export { consequencesOf, decide } from './decide.ts'
export { DIARY_RULE, isDiaryYear } from './diary.ts'
export type * from './facts.ts'
export { YEARS_BACK } from './granted.ts'
export { absenceRules, earningRules } from './kinds/absence.ts'
export { cancelRules } from './kinds/cancel.ts'
export { creditDayRules } from './kinds/credit-day.ts'
export { extraRules } from './kinds/extra.ts'
export { swapRules } from './kinds/swap.ts'
export { groupOf, locationOf } from './lookup.ts'
export { type Closed, isOpen, openParts, whatCloses } from './opening.ts'
export { type Consent, hasLiveConsent, type PhotoVerdict, photoFor } from './photo.ts'
export {
  PHOTO_RULES,
  type PhotoGuardian,
  type PhotoReason,
  type PhotoRule,
  type PhotoSight,
  photoForGuardian,
  type TaggedPhoto,
} from './photo-sight.ts'
export * from './policy.ts'
export { PUBLIC_HOLIDAYS, publicHolidayOn, publicHolidaysOf } from './public-holidays.ts'
export { type Answer, record } from './record.ts'
export { replay, type Step } from './replay.ts'
export type { Case, Check, Finding, Rule } from './rule.ts'
export { type AgeCounts, requiredStaff } from './staff-ratio.ts'
export { AFTER_SCHOOL_RATIOS, DAY_CARE_RATIOS } from './staff-ratio-table.ts'
export { dateTaken, isTaking, type TakenDay, type TakingAsk, takenDay } from './taken-day.ts'
export * from './terms/index.ts'
export * from './time.ts'
export { type Understaffed, understaffedOn } from './understaffed.ts'
export * from './verdict.ts'
export * from './world.ts'
