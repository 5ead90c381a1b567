import { parseArgs } from 'node:util'
import { machine, type Report, type Row } from './measure.ts'
import { startup } from './startup.ts'

/* npm run bench -- NAME [--quick] [--json]: ours and its peers in turn, in one run; ratios first. */
const benches: Readonly<Record<string, (quick: boolean) => readonly Row[]>> = { startup }

function main(): number {
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
  const rows = bench(values.quick)
  const peakMemoryMb = Math.round(process.resourceUsage().maxRSS / 1024)
  const report = { name, quick: values.quick, machine: machine(), rows, peakMemoryMb }
  process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : inWords(report))
  return rows.every(({ holds }) => holds) ? 0 : 1
}

function inWords({ name, rows, machine }: Report): string {
  return `${name} (${machine})\n${rows.map(lineOf).join('')}`
}

function lineOf({ what, ours, unit, peers, goal, holds }: Row): string {
  const ratios = peers.map(
    (peer) => `${peer.ratio.toFixed(2)} x ${peer.name} (${peer.value.toFixed(1)} ${unit})`,
  )
  return `  ${holds ? 'ok  ' : 'MISS'} ${what}: ${ratios.join(', ')}; ours ${ours.toFixed(1)} ${unit}; goal ${goal}\n`
}

process.exitCode = main()
