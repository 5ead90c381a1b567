import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { jobs } from '../src/jobs/index.ts'

/* Writes the timers of systemd, one for each job of the night: node scripts/write-timers.ts */

const FOLDER = join(import.meta.dirname, '../systemd')

const timers = jobs.map((job) => ({ file: `ouderportaal-job@${job.name}.timer`, text: timerOf(job) }))

for (const file of readdirSync(FOLDER)) if (file.endsWith('.timer')) rmSync(join(FOLDER, file))
for (const { file, text } of timers) writeFileSync(join(FOLDER, file), text)

function timerOf({ name, schedule, weekday }: (typeof jobs)[number]): string {
  return `[Unit]
Description=ouderportaal: when ${name} is owed

[Timer]
# A day on which the machine was off is caught up when it is on again.
OnCalendar=${dayOf(weekday)} ${schedule.replace(/^:/, '*:')} Europe/Amsterdam
Persistent=true
AccuracySec=1min

[Install]
WantedBy=timers.target
`
}

function dayOf(weekday: string | undefined): string {
  return weekday === undefined ? '*-*-*' : weekday.slice(0, 1).toUpperCase() + weekday.slice(1)
}
