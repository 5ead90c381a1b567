// Runs one command line after another in one process, since most of the time of a short command is the start of Node.
// It is told what to run by its parent, answers with what was said and how it ended, and ends with its parent.
import { setTimeout as later } from 'node:timers/promises'
import { main } from '../../dist/src/main.js'

const HOME = process.cwd()

/** What a command may leave behind without keeping a process alive. */
const HARMLESS = new Set(['PipeWrap', 'Immediate', 'CloseReq'])

process.on('disconnect', () => process.exit())
process.on('message', async (order) => {
  process.send(await run(order))
})

async function run({ args, cwd, env }) {
  const said = { stdout: '', stderr: '' }
  const write = { stdout: process.stdout.write, stderr: process.stderr.write }
  for (const stream of ['stdout', 'stderr']) {
    process[stream].write = (chunk, ...rest) => {
      said[stream] += chunk
      rest.findLast((one) => typeof one === 'function')?.()
      return true
    }
  }
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, env)
  try {
    process.chdir(cwd ?? HOME)
    const code = await main(args)
    return { code, ...said, left: await leftBehind() }
  } finally {
    process.chdir(HOME)
    for (const stream of [process.stdout, process.stderr]) stream.removeAllListeners('error')
    Object.assign(process.stdout, { write: write.stdout })
    Object.assign(process.stderr, { write: write.stderr })
  }
}

/** What would keep a process of its own from ending: connections, timers. They get some seconds to close. */
async function leftBehind() {
  for (let tries = 0; ; tries += 1) {
    const left = process.getActiveResourcesInfo().filter((kind) => !HARMLESS.has(kind))
    if (left.length === 0 || tries > 2_000) return left
    await later(5)
  }
}
