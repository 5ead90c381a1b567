import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../../test/support/folder.ts'
import { type Files, writeFiles } from './write-files.ts'

const SIZE = { children: 3000, contracts: 4500 }

let files: Files
let children: readonly (readonly string[])[]
let contracts: readonly (readonly string[])[]

beforeAll(async () => {
  files = await writeInto(await temporaryFolder())
  children = await rowsOf(files.children)
  contracts = await rowsOf(files.contracts)
})

function writeInto(folder: string): Promise<Files> {
  return writeFiles(join(folder, 'files'), SIZE)
}

/** The rows under the header. */
async function rowsOf(file: string): Promise<readonly (readonly string[])[]> {
  const lines = (await readFile(file, 'utf8')).split('\r\n')
  expect(lines.at(-1)).toBe('')
  return lines.slice(1, -1).map((line) => line.split(';'))
}

function column(rows: readonly (readonly string[])[], at: number): readonly string[] {
  return rows.map((cells) => cells[at] as string)
}

describe('the files of the bench', () => {
  test('have the same bytes in every run', async () => {
    const again = await writeInto(await temporaryFolder())
    for (const kind of ['locations', 'groups', 'children', 'contracts'] as const) {
      expect(await readFile(again[kind])).toEqual(await readFile(files[kind]))
    }
  })

  test('have a row for each child and each contract, under numbers of their own', () => {
    expect(new Set(column(children, 0)).size).toBe(SIZE.children)
    expect(new Set(column(contracts, 0)).size).toBe(SIZE.contracts)
    expect([children.length, contracts.length]).toEqual([SIZE.children, SIZE.contracts])
  })

  test('have cells for all columns, and no more', () => {
    expect(new Set(children.map((cells) => cells.length))).toEqual(new Set([19]))
    expect(new Set(contracts.map((cells) => cells.length))).toEqual(new Set([13]))
  })

  test('have forty locations with eight groups each', async () => {
    const groups = (await rowsOf(files.groups)).map(([location, group]) => `${location} / ${group}`)
    expect((await rowsOf(files.locations)).length).toBe(40)
    expect(new Set(groups).size).toBe(320)
    expect(new Set(children.map((cells) => `${cells[5]} / ${cells[6]}`))).toEqual(new Set(groups))
  })

  test('give half of the families two children, with the same guardians and far apart in the file', () => {
    const rowsOfFamily = Map.groupBy(children.keys(), (at) => children[at]?.slice(7).join(';'))
    const sizes = Map.groupBy(rowsOfFamily.values(), (rows) => rows.length)
    expect([sizes.get(1)?.length, sizes.get(2)?.length]).toEqual([1000, 1000])
    expect(sizes.get(2)?.every(([first = 0, second = 0]) => second - first === 2000)).toBe(true)
  })

  test('give no two guardians one address', () => {
    const guardians = new Set(children.flatMap((cells) => [cells.slice(7, 13), cells.slice(13)].map(String)))
    guardians.delete(',,,,,')
    const addresses = new Set(Array.from(guardians, (guardian) => guardian.split(',')[3]))
    expect(addresses.size).toBe(guardians.size)
  })

  test('give second contracts to as many children as it takes, of the other kind of care', () => {
    const kinds = Map.groupBy(contracts, ([, child]) => child)
    const seconds = [...kinds.values()].filter((ofChild) => ofChild.length === 2)
    expect(seconds.length).toBe(SIZE.contracts - SIZE.children)
    expect(seconds.every(([one, other]) => one?.[2] !== other?.[2])).toBe(true)
  })
})
