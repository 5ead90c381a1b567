// Mutation testing: changes the rules in one place at a time, and tells which changes no test noticed.

export default {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts' },
  mutate: ['src/rules/**/*.ts', '!**/*.test.ts', '!**/test-*.ts'],
  // It would read its settings with an interface that TypeScript 7 has no more. Vitest needs none to take types out.
  ignorePatterns: ['tsconfig*.json', '/dist', '/bench', '/fixtures/csv', '/fixtures/organisation'],
  concurrency: 2,
  incremental: true,
  incrementalFile: 'reports/mutation/incremental.json',
  reporters: ['progress', 'clear-text', 'html'],
  clearTextReporter: { reportTests: false },
  htmlReporter: { fileName: 'reports/mutation/index.html' },
  thresholds: { high: 95, low: 90, break: 85 },
}
