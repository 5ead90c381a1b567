/** Faults that a check must catch: the first file of each is the one at fault. */
interface Fault {
  readonly rule: string
  readonly files: Readonly<Record<string, string>>
}

const from = (room: string, source: string) => ({ [`src/${room}/planted.ts`]: source })

/** Of each room, an import over its wall. */
const overTheWall = Object.entries({
  rules: `import '../errors.ts'`,
  policy: `import '../store/open.ts'`,
  words: `import type { Store } from '../store/open.ts'`,
  jobs: `export const lazily = () => import('../terminal/target.ts')`,
  commands: `import '../store/tables.ts'`,
  accounts: `import '../mail/target.ts'`,
  store: `import '../csv/target.ts'`,
  csv: `import '../store/open.ts'`,
  mail: `import '../media/target.ts'`,
  media: `export * from '../archive/target.ts'`,
  archive: `import '../mail/target.ts'`,
  daemon: `import '../commands/target.ts'`,
  terminal: `import { EXIT } from '../errors.ts'; import '../rules/time.ts'; export { EXIT }`,
}).map(([room, source]) => ({ rule: `${room}-wall`, files: from(room, source) }))

const decisionsOfTheRules = ['words', 'store', 'csv', 'mail', 'media', 'archive', 'daemon'].map((room) => ({
  rule: `${room}-only-types-of-rules`,
  files: { [`src/${room}/decides.ts`]: `import { addDays } from '../rules/time.ts'; export { addDays }` },
}))

/** What the faults above import, for a room that may still be empty. */
const targets = Object.fromEntries(
  ['terminal', 'csv', 'media', 'archive', 'mail', 'commands'].map((room) => [
    `src/${room}/target.ts`,
    `import '../errors.ts'`,
  ]),
)

export const imports: readonly Fault[] = [
  ...overTheWall,
  ...decisionsOfTheRules,
  { rule: 'rules-no-node', files: { 'src/rules/reads.ts': `export const read = () => import('node:fs')` } },
  {
    rule: 'rules-no-packages',
    files: { 'src/rules/parses.ts': `import type { z } from 'zod'; export type { z }` },
  },
  { rule: 'bin-only-main', files: { 'bin/planted.ts': `import '../src/errors.ts'`, ...targets } },
  { rule: 'main-only-by-bin', files: { 'src/planted.ts': `import './main.ts'` } },
  {
    rule: 'product-without-tests',
    files: { 'src/store/tested.ts': `import '../../test/planted.ts'`, 'test/planted.ts': `import 'vitest'` },
  },
  { rule: 'product-only-dependencies', files: { 'src/store/borrowed.ts': `import 'fast-check'` } },
  {
    rule: 'no-circular',
    files: {
      'src/store/round-one.ts': `import './round-two.ts'`,
      'src/store/round-two.ts': `import './round-one.ts'`,
    },
  },
  {
    rule: 'no-unresolvable',
    files: {
      'src/store/lost.ts': `export async function find() { await using it = await import('./nowhere.ts'); return it }`,
    },
  },
  { rule: 'no-orphans', files: { 'src/store/alone.ts': 'export const alone = 1' } },
]

export const startup = {
  files: {
    'src/eager.ts': `import './eager-too.ts'; import { Kysely } from 'kysely'; export { Kysely }`,
    'src/eager-too.ts': `import 'commander'; import 'yaml'`,
    'src/typed.ts': `import type { Heavy } from './heavy.ts'; import type { z } from 'zod'; export type { Heavy, z }`,
    'src/lazy.ts': `export const load = () => import('pg')`,
  },
  caught: ['src/eager-too.ts: startup-light', 'src/eager.ts: startup-light'],
}

export const impure = {
  files: {
    'src/rules/impure-process.ts': 'export const argv = process.argv',
    'src/rules/impure-fetch.ts': `export const page = () => fetch('https://portal.example')`,
    'src/rules/impure-timer.ts': 'export const later = () => setTimeout(() => {}, 1)',
    'src/rules/impure-file.ts': `import { readFileSync } from 'node:fs'; export { readFileSync }`,
    'src/rules/impure-console.ts': `export const say = () => console.log('')`,
    'src/rules/impure-window.ts': 'export const page = document.title',
  },
}

export const unused = {
  files: {
    'src/store/left-over.ts': 'export const leftOver = 1',
    'src/store/half-used.ts': 'export const used = 1\nexport const nobodyCallsThis = 2',
    'scripts/uses-half.ts': `import { used } from '../src/store/half-used.ts'; process.exitCode = used`,
  },
  caught: ['src/store/left-over.ts', 'nobodyCallsThis'],
}

/** A line each. */
export const clocks: readonly string[] = [
  'export const a = Date.now()',
  'export const b = new Date()',
  'export const c = new Date(2026, 2, 1)',
  'export const d = Date()',
  'export const e = Math.random()',
  'export const f = Temporal.Now.instant()',
  'export const g = performance.now()',
  'export const h = globalThis.Date.now()',
  `export const i = Date['now']()`,
  'export const { now } = Date',
  'export const { random } = Math',
  'export const { random: chance } = Math',
  `export const j = Math['random']()`,
  'export const { Now } = Temporal',
  'export const k = Date',
  'export const l = performance',
  'export const m = Reflect.construct(Date, [])',
]
