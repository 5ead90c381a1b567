// What loads before any command runs: cruised from src/main.ts along static imports of values only.
import walls from './.dependency-cruiser.mjs'

/** A type is never loaded, and what is imported by a call is loaded when that is made. */
const later = ['type-only', 'dynamic-import']

export default {
  forbidden: [
    {
      name: 'startup-light',
      severity: 'error',
      comment:
        'Every package costs 20 to 150 ms at each start, also for --help: only commander is loaded at once, the others by await import() in the command that needs them.',
      from: {},
      to: { path: '(^|/)node_modules/(?!commander/)', dependencyTypesNot: later },
    },
  ],
  options: {
    ...walls.options,
    doNotFollow: { path: 'node_modules', dependencyTypes: later },
  },
}
