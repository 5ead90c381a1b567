/** The languages in which the tool speaks to guardians and staff. */
export const LANGUAGES = ['nl', 'en'] as const

export type Language = (typeof LANGUAGES)[number]
