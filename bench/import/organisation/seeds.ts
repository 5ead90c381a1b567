/** Far apart, so that no child is drawn as a family was. */
export const FAMILY_SEED = 20_261_020
export const CHILD_SEED = 1_020_261_020
