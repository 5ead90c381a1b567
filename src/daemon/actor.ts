/** Who ran it, in the rows of runs that nobody started by hand. */
export const DAEMON = 'daemon'
