/** The child of all samples: no subject may name it. */
export const CHILD = 'Noor'
