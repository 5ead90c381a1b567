import { defineConfig } from 'vitest/config'

/**
 * The tests of which one must fail when the rules are changed: those of what the rules decide. Nothing that is drawn
 * at random, for a score must not depend on luck.
 */
export default defineConfig({
  test: {
    include: ['src/rules/**/*.test.ts', 'src/policy/{scenarios,dimensions/*}.test.ts'],
    exclude: ['**/properties/**', '**/node_modules/**'],
  },
})
