import { type Daemon, type DaemonOptions, openDaemon } from '../../src/daemon/daemon.ts'
import type { Member } from '../../src/daemon/organisation.ts'
import type { Item, Watcher } from '../../src/daemon/watch.ts'
import { jobs } from '../../src/jobs/index.ts'
import { momentAtWall } from '../../src/rules/index.ts'
import { nightSettings } from './mail-work.ts'

/** A daemon whose clock is driven by hand, and all that it told. */
export interface DrivenDaemon extends Daemon {
  at(wall: string): Promise<void>
  readonly ending: AbortController
  readonly told: Told
}

interface Told {
  readonly started: Item[]
  readonly ended: Item[]
  readonly failed: (Item & { readonly message: string })[]
  readonly databases: string[]
}

export async function member(url: string, change: Partial<Member> = {}): Promise<Member> {
  const schema = change.schema ?? 'ouderportaal'
  return { name: schema, database: url, schema, jobs, night: await nightSettings(), works: [], ...change }
}

export function driven(members: readonly Member[], change: Partial<DaemonOptions> = {}): DrivenDaemon {
  const ending = new AbortController()
  const told: Told = { started: [], ended: [], failed: [], databases: [] }
  let wall = '2026-03-02 12:00'
  const daemon = openDaemon({
    ...{ lanes: 2, signal: ending.signal, abort: new AbortController().signal },
    members: () => members,
    now: () => momentAtWall(wall),
    elapsed: () => performance.now(),
    watchers: [recorder(told)],
    ...change,
  })
  return {
    ...daemon,
    ending,
    told,
    async at(moment) {
      wall = moment
      await daemon.turn()
    },
  }
}

function recorder(told: Told): Watcher {
  return {
    started: (item) => told.started.push(item),
    ended: (item) => told.ended.push(item),
    failed: (item, error) => told.failed.push({ ...item, message: (error as Error).message }),
    databaseAway: (database) => told.databases.push(`away ${database}`),
    databaseBack: (database) => told.databases.push(`back ${database}`),
    databaseLeft: (database) => told.databases.push(`left ${database}`),
  }
}
