import { parseArgs } from 'node:util'
import { machine, type Report, type Row } from './measure.ts'
import { rules } from './rules.ts'
import { startup } from './startup.ts'

/* npm run bench -- NAME [--quick] [--json]: ours and its peers in turn, in one run; ratios first. */
const benches: Readonly<Record<string, (quick: boolean) => Promise<readonly Row[]>>> = { rules, startup }

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
  const rows = await bench(values.quick)
  const peakMemoryMb = Math.round(process.resourceUsage().maxRSS / 1024)
  const report = { name, quick: values.quick, machine: machine(), rows, peakMemoryMb }
  process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : inWords(report))
  return rows.every(({ holds }) => holds) ? 0 : 1
}

function inWords({ name, rows, machine }: Report): string {
  return `${name} (${machine})\n${rows.map(lineOf).join('')}`
}

function lineOf({ what, ours, unit, peers, goal, holds }: Row): string {
  const ratios = peers.map((peer) => `${short(peer.ratio)} x ${peer.name} (${short(peer.value)} ${unit})`)
  return `  ${holds ? 'ok  ' : 'MISS'} ${what}: ${ratios.join(', ')}; ours ${short(ours)} ${unit}; goal ${goal}\n`
}

function short(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 3 })
}

process.exitCode = await main()
