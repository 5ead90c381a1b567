// A daemon whose clock is driven from outside: a line "2026-03-02 12:00" makes a turn at that moment. Argument: its settings.
import { createInterface } from 'node:readline'
import { mailWork } from '../../dist/src/commands/daemon/mail-work.js'
import { openDaemon } from '../../dist/src/daemon/daemon.js'
import { jobs } from '../../dist/src/jobs/index.js'
import { loadPolicy } from '../../dist/src/policy/load.js'
import { momentAtWall, policyOn } from '../../dist/src/rules/index.js'

const { database, mail, policies, freezeAt } = JSON.parse(process.argv[2])
const say = (line) => process.stdout.write(`${line}\n`)
const book = await loadPolicy('delangekeizer', policies)
const night = {
  policy: async ({ today }) => policyOn(book, today),
  activationKey: () => mail.activationKey,
  retention: () => ({ months: 24, media: 'unused' }),
}
const member = {
  name: 'ouderportaal',
  database,
  schema: 'ouderportaal',
  jobs,
  night,
  works: [mailWork(mail)],
}
const ending = new AbortController()
const frozen = new Set()
let wall = ''
const daemon = openDaemon({
  ...{ lanes: 1, signal: ending.signal, abort: new AbortController().signal },
  members: () => [member],
  now: () => momentAtWall(wall),
  elapsed: () => performance.now(),
  watchers: [
    {
      started({ what }) {
        say(`began ${what}`)
        // As if the machine stood still: in the middle of the job, which holds its lock and has written nothing yet.
        if ((freezeAt !== 'all' && freezeAt !== what) || frozen.has(what)) return
        frozen.add(what)
        process.kill(process.pid, 'SIGSTOP')
      },
      ended: ({ what, slot }) => slot && say(`ended ${what}`),
      failed: ({ what }, error) => say(`failed ${what}: ${error.message}`),
      databaseAway: () => say('away'),
      databaseBack: () => say('back'),
    },
  ],
})
say('ready')
for await (const line of createInterface({ input: process.stdin })) {
  wall = line
  await daemon.turn()
  say(`turned ${line}`)
}
ending.abort()
await daemon.close()
