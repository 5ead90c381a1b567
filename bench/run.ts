import { parseArgs } from 'node:util'
import { exports } from './export.ts'
import { bigExports } from './export-big.ts'
import { importFiles } from './import.ts'
import { sendMails } from './mail.ts'
import { type Measured, machine, type Peer, type Report, type Row } from './measure.ts'
import { nightsByDaemons } from './nightly/fleet.ts'
import { nights } from './nightly.ts'
import { rules } from './rules.ts'
import { startup } from './startup.ts'

/* npm run bench -- NAME [--quick] [--json]: ours and its peers in turn, in one run; ratios first. */
const benches: Readonly<Record<string, (quick: boolean) => Promise<Measured>>> = {
  export: exports,
  'export-big': bigExports,
  fleet: nightsByDaemons,
  import: importFiles,
  mail: sendMails,
  nightly: nights,
  rules: inThisProcess(rules),
  startup: inThisProcess(startup),
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { quick: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const [name = ''] = positionals
  const bench = benches[name]
  if (!bench) {
    process.stderr.write(`There is no bench "${name}": choose one of ${Object.keys(benches).join(', ')}.\n`)
    return 2
  }
  const measured = await bench(values.quick)
  const report = { name, quick: values.quick, machine: machine(), ...measured }
  process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : inWords(report))
  return measured.rows.every(({ holds }) => holds) ? 0 : 1
}

function inThisProcess(bench: (quick: boolean) => Promise<readonly Row[]>) {
  return async (quick: boolean): Promise<Measured> => {
    const rows = await bench(quick)
    return { rows, peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024) }
  }
}

function inWords({ name, rows, machine }: Report): string {
  return `${name} (${machine})\n${rows.map(lineOf).join('')}`
}

function lineOf({ what, ours, unit, peers, goal, holds }: Row): string {
  const ratios = peers.map((peer) => ratioOf(peer, unit)).join(', ')
  return `  ${holds ? 'ok  ' : 'MISS'} ${what}: ${ratios}; ours ${short(ours)} ${unit}; goal ${goal}\n`
}

function ratioOf({ name, value, ratio, skipped }: Peer, unit: string): string {
  return skipped === undefined
    ? `${short(ratio)} x ${name} (${short(value)} ${unit})`
    : `${name} skipped (${skipped})`
}

function short(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 3 })
}

process.exitCode = await main()
