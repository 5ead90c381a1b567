import type { Row } from '../measure.ts'
import { type Contender, medianSeconds, secondsOf } from './contest.ts'
import { inCopy } from './databases.ts'
import type { Files } from './organisation/write-files.ts'
import { importBoth } from './ours.ts'
import { csvsql } from './peers/csvsql.ts'
import { isThere, type Loader, runProgram } from './peers/loader.ts'
import { pgloader } from './peers/pgloader.ts'
import { requireLoaded } from './peers/plain-tables.ts'
import { psql } from './peers/psql.ts'
import { inWords, speedRow } from './rows.ts'
import type { Stage } from './stage.ts'

/** The first is the yardstick: as fast as rows get into PostgreSQL when nobody looks at them. */
const LOADERS: readonly Loader[] = [psql, csvsql, pgloader]

const [FIRST, UNCHANGED] = ['first', 'unchanged'] as const

/** Ours on an empty database and the same again unchanged, in turn with loaders that check nothing. */
export async function compareSpeed(stage: Stage, files: Files, rounds: number): Promise<readonly Row[]> {
  const contenders: Contender[] = [() => timeOurs(stage, files)]
  for (const loader of LOADERS) {
    if (await isThere(loader, stage)) contenders.push(() => timeLoader(loader, stage, files))
  }
  const medians = await medianSeconds(contenders, rounds)
  const timed = LOADERS.map(({ name, packages }) => ({ name, packages, seconds: medians.get(name) ?? null }))
  const { children, contracts } = files.size
  const first = `first import of ${inWords(children)} children and ${inWords(contracts)} contracts`
  return [
    speedRow(first, medians.get(FIRST) as number, timed, 4),
    speedRow('the same again, unchanged', medians.get(UNCHANGED) as number, timed, 3),
  ]
}

function timeOurs({ server, ready }: Stage, files: Files) {
  return inCopy(server, ready, async (url) => ({
    [FIRST]: (await importBoth(files, url, 'created')).seconds,
    [UNCHANGED]: (await importBoth(files, url, 'unchanged')).seconds,
  }))
}

function timeLoader(loader: Loader, { server, plain }: Stage, files: Files) {
  return inCopy(server, plain, async (url) => {
    const command = await loader.load(files, url)
    const seconds = await secondsOf(() => runProgram(command))
    await requireLoaded(url, files.size)
    return { [loader.name]: seconds }
  })
}
