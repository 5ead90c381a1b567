import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from './support/folder.ts'
import { clocks, imports, impure, startup, unused } from './support/wall-faults.ts'

const root = resolve(import.meta.dirname, '..')
const rooms = ['bin', 'src', 'test', 'scripts', 'lint']
const settings = [
  'package.json',
  'tsconfig.json',
  'biome.json',
  'knip.json',
  'vitest.config.ts',
  '.gitignore',
]
const walls = ['.dependency-cruiser.mjs', '.dependency-cruiser.startup.mjs']

/** A copy of the tree to plant faults in; the checkout itself is never touched. */
let tree = ''

beforeAll(async () => {
  tree = await temporaryFolder()
  for (const name of [...rooms, ...settings, ...walls])
    cpSync(join(root, name), join(tree, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))
})

interface Cruise {
  readonly modules: readonly {
    readonly source: string
    readonly dependencies: readonly { readonly module: string }[]
  }[]
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[]
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string }[] }
  }
}

function run(tool: string, ...args: string[]) {
  const { stdout, status } = spawnSync(join(root, 'node_modules/.bin', tool), args, {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 1e8,
  })
  return { stdout, status }
}

function cruise(config: string, ...paths: string[]): Cruise {
  return JSON.parse(run('depcruise', '--config', config, '--output-type', 'json', ...paths).stdout)
}

const violationsIn = (result: Cruise) =>
  result.summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`)

/** Runs `work` while these files are in the tree. */
function planted<T>(files: Readonly<Record<string, string>>, work: () => T): T {
  for (const [file, source] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, file)), { recursive: true })
    writeFileSync(join(tree, file), source)
  }
  try {
    return work()
  } finally {
    for (const file of Object.keys(files)) rmSync(join(tree, file))
  }
}

describe('the tree as it is', () => {
  test('keeps to its walls, and was really read', () => {
    const result = cruise('.dependency-cruiser.mjs', 'bin', 'src', 'test', 'scripts')
    expect(violationsIn(result)).toEqual([])
    const time = result.modules.find(({ source }) => source === 'src/rules/time.ts')
    expect(time?.dependencies.map(({ module }) => module)).toContain('temporal-polyfill')
  })

  test('loads nothing heavy at the start, and was really read', () => {
    const result = cruise('.dependency-cruiser.startup.mjs', 'src/main.ts')
    expect(violationsIn(result)).toEqual([])
    expect(result.modules.length).toBeGreaterThan(1)
  })

  test('has pure rules without a hidden clock', () => {
    expect(run('tsc', '-p', 'src/rules')).toMatchObject({ status: 0 })
    expect(run('biome', 'lint', 'src', '--reporter=github').stdout).not.toContain('no-hidden-clock')
  })
})

describe('a planted fault', () => {
  test('against a wall is caught by its rule, and no rule is without such a fault', () => {
    const files = Object.fromEntries(imports.flatMap((fault) => Object.entries(fault.files)))
    const result = planted(files, () => cruise('.dependency-cruiser.mjs', 'bin', 'src', 'test'))
    const caught = violationsIn(result)
    for (const { files, rule } of imports) expect(caught).toContain(`${Object.keys(files)[0]}: ${rule}`)
    const rules = result.summary.ruleSetUsed.forbidden.map(({ name }) => name)
    expect(imports.map(({ rule }) => rule).toSorted()).toEqual(rules.toSorted())
  })

  test('in what loads at the start is caught, a type or a lazy import is not', () => {
    const caught = planted(startup.files, () =>
      violationsIn(cruise('.dependency-cruiser.startup.mjs', ...Object.keys(startup.files))),
    )
    expect(caught.toSorted()).toEqual(startup.caught)
  })

  test('of the outside world in the rules does not compile', () => {
    const { stdout } = planted(impure.files, () => run('tsc', '-p', 'src/rules', '--pretty', 'false'))
    for (const name of Object.keys(impure.files)) expect(stdout).toContain(name)
  })

  test.each(['rules', 'policy', 'jobs', 'words'])('of a hidden clock in %s is caught on its line', (room) => {
    const file = `src/${room}/planted.ts`
    const { stdout } = planted({ [file]: clocks.join('\n') }, () =>
      run('biome', 'lint', file, '--reporter=github', '--max-diagnostics=none'),
    )
    const lines = stdout.split('\n').filter((line) => line.includes('no-hidden-clock'))
    expect(new Set(lines.map((line) => Number(/line=(\d+)/.exec(line)?.[1])))).toEqual(
      new Set(clocks.map((_, index) => index + 1)),
    )
  })

  test('of a file or an export that nobody uses is caught', () => {
    const { stdout } = planted(unused.files, () => run('knip', '--include', 'files,exports'))
    for (const name of unused.caught) expect(stdout).toContain(name)
  })

  test('of a clock outside those rooms or in their tests is none', () => {
    const files = {
      'src/store/planted.ts': clocks.join('\n'),
      'src/rules/planted.test.ts': clocks.join('\n'),
    }
    const { stdout } = planted(files, () => run('biome', 'lint', ...Object.keys(files), '--reporter=github'))
    expect(stdout).not.toContain('no-hidden-clock')
  })
})
