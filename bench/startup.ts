import { resolve } from 'node:path'
import { type Row, timeInTurn } from './measure.ts'

const program = resolve(import.meta.dirname, '../dist/bin/ouderportaal.js')

/** How long a command takes before it does anything, beside a Node that does nothing. */
export async function startup(quick: boolean): Promise<readonly Row[]> {
  const node = process.execPath
  const commands = [
    [node, program, '--help'],
    [node, program, 'help', 'import'],
    [node, '-e', '0'],
  ]
  const [help = 0, helpOnOne = 0, bare = 1] = timeInTurn(commands, quick ? 5 : 25)
  return [row('--help', help, bare, 3), row('help import', helpOnOne, bare, 3)]
}

function row(what: string, ours: number, bare: number, most: number): Row {
  const ratio = ours / bare
  return {
    what,
    ours,
    unit: 'ms',
    peers: [{ name: 'node -e 0', value: bare, ratio }],
    goal: `at most ${most} times`,
    holds: ratio <= most,
  }
}
