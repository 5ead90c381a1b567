import { defineConfig } from 'vitest/config'

/** Rooms without a world outside: their tests leave nothing behind, so that one worker runs many of their files. */
const PURE = ['src/{rules,policy,words,csv}/**/*.test.ts']

export default defineConfig({
  test: {
    globalSetup: 'test/support/global-setup.ts',
    // The default leaves one core idle, which on two is half; most tests wait for another process.
    maxWorkers: 3,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      {
        extends: true,
        test: { name: 'real', include: ['{src,test,scripts,bench}/**/*.test.ts'], exclude: PURE },
      },
    ],
  },
})
