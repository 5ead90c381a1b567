import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'

/*
 * The main job on the organisation of fixtures/, told as a story. Every step is the command line as
 * a user types it, at a fixed moment, so that it reads the same every day. Nothing outside var/demo
 * is touched.
 */
const root = resolve(import.meta.dirname, '..')
const folder = join(root, 'var/demo')
const program = join(root, 'dist/bin/ouderportaal.js')

interface Step {
  readonly args: readonly string[]
  /** The exit code that belongs to the story: 3 where bad rows are reported, 1 where the rules refuse. */
  readonly exit?: number
  /** Lines of the output that are told; left out: all. */
  readonly told?: RegExp
}

function main(): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  cpSync(join(root, 'fixtures/organisation'), folder, { recursive: true })
  for (const { title, steps } of story) {
    say(`\n== ${title}`)
    for (const step of steps) run(step)
  }
  say('\n== The files it made')
  for (const path of madeFiles()) say(`  ${path}`)
}

function run({ args, exit = 0, told = /./ }: Step): void {
  say(`$ ouderportaal ${args.map(quoted).join(' ')}`)
  const environment = {
    ...process.env,
    DATABASE_URL: '',
    OUDERPORTAAL_CONFIG: '',
    OUDERPORTAAL_ACTIVATION_KEY: '',
  }
  const result = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: environment,
  })
  for (const line of `${result.stdout}${result.stderr}`.split('\n')) if (told.test(line)) say(`  ${line}`)
  if (result.status === exit) return
  throw new Error(`that ended with ${result.status} and not ${exit}:\n${result.stdout}${result.stderr}`)
}

const at = (moment: string) => ['--at', moment]
const morning = at('2026-03-02 06:00')
const phoned = ['--because', 'guardian phoned', '--language', 'en']

/** What was assumed of a file is the same in all of them, and not told. */
const imported = (
  kind: string,
  more: { readonly exit?: number; readonly flags?: readonly string[] } = {},
): Step => ({
  args: ['import', kind, `${kind}.csv`, ...(more.flags ?? []), ...morning],
  exit: more.exit ?? 0,
  told: /rejected|column/,
})

const story: readonly { readonly title: string; readonly steps: readonly Step[] }[] = [
  {
    title:
      'Monday 2 March 2026, 06:00: the planning package hands over its files; three rows are wrong and are named',
    steps: [
      imported('locations'),
      imported('groups'),
      imported('closures'),
      imported('school-holidays'),
      imported('children', { exit: 3 }),
      imported('contracts'),
      imported('accounts'),
      imported('consents'),
      imported('photos', { flags: ['--folder', 'photos'] }),
      imported('diary'),
    ],
  },
  {
    title: 'Nine guardians whose child starts within two weeks get a mail; a second run sends nothing',
    steps: [{ args: ['activate', ...morning] }, { args: ['activate', ...at('2026-03-02 06:05')] }],
  },
  {
    title: 'Femke is reported absent at 07:29 and earns a credit; Sem at 07:31 and does not',
    steps: [
      { args: ['absence', '0101', '2026-03-02', ...phoned, ...at('2026-03-02 07:29')] },
      { args: ['absence', '0102', '2026-03-02', ...phoned, ...at('2026-03-02 07:31')] },
      { args: ['credits', 'list', ...at('2026-03-02 08:00')] },
    ],
  },
  {
    title:
      'Femke asks to swap Thursday for a day that is closed and too far ahead: refused, and what would be possible',
    steps: [
      {
        args: [
          'request',
          'swap',
          '0101',
          '--give',
          '2026-03-12',
          '--take',
          '2026-05-15',
          ...phoned,
          ...at('2026-03-02 10:00'),
        ],
        exit: 1,
      },
    ],
  },
  {
    title: 'An extra day is asked on Friday at 16:00; after two working days without an answer it is flagged',
    steps: [
      {
        args: [
          'request',
          'extra',
          '0101',
          '2026-03-25',
          '--guardian',
          '1',
          ...phoned,
          ...at('2026-03-06 16:00'),
        ],
        told: /Request/,
      },
      { args: ['job', 'run', 'flag-unanswered', ...at('2026-03-10 23:59')] },
      { args: ['job', 'run', 'flag-unanswered', ...at('2026-03-11 06:00')] },
    ],
  },
  {
    title: 'Lotte leaves on Friday 13 March: her photos and diary, for each of her guardians',
    steps: [{ args: ['export', '0301', ...at('2026-03-12 12:00')] }],
  },
  {
    title: "Femke's credit could be used until 1 April; the night after, it expires",
    steps: [
      { args: ['job', 'run', 'expire-credits', ...at('2026-04-02 03:10')] },
      { args: ['job', 'history', '--limit', '5', ...at('2026-04-02 08:00')] },
    ],
  },
]

function madeFiles(): readonly string[] {
  const made = ['mail', 'exports'].flatMap((name) =>
    readdirSync(join(folder, name)).map((file) => join(folder, name, file)),
  )
  return made.toSorted().map((path) => `${relative(root, path)}  ${Math.ceil(statSync(path).size / 1024)} kB`)
}

function quoted(argument: string): string {
  return /[^\w./:@-]/.test(argument) ? `"${argument}"` : argument
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

main()
