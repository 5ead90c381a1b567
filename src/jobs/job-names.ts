/** The jobs of the night by name, in their order: known without loading what they work with. A test holds it against them. */
export const JOB_NAMES: readonly string[] = [
  'expire-credits',
  'end-of-contract',
  'prepare-departures',
  'remove-expired-data',
  'flag-unanswered',
  'remind-exports',
  'check-groups',
  'remove-exports',
  'send-activations',
  'remind-activations',
  'remind-consents',
  'warn-expiring-credits',
  'weekly-news',
  'import-inbox',
  'check-mail',
]

/** Those that run each hour. */
export const HOURLY_JOBS: readonly string[] = ['import-inbox', 'check-mail']
