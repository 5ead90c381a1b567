import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../../test/support/folder.ts'
import { LARGEST_MESSAGE } from './raw-message.ts'
import { readMailbox } from './read-mailbox.ts'
import { messagesOf } from './test-kit.ts'

let folder: string

beforeEach(async () => {
  folder = await temporaryFolder()
  for (const part of ['new', 'cur', 'tmp']) await mkdir(join(folder, part))
})

const put = (file: string, text = file) => writeFile(join(folder, file), text)

test('what is new and what was seen is read, what is being written is not', async () => {
  await put('new/1.host')
  await put('cur/2.host:2,S')
  await put('tmp/3.host')
  await put('cur/.hidden')
  const messages = await messagesOf(readMailbox(folder))
  expect(messages.map(({ name, bytes }) => [name, bytes?.toString()])).toEqual([
    ['1.host', 'new/1.host'],
    ['2.host', 'cur/2.host:2,S'],
  ])
})

test('a message that a mail program moves and marks meanwhile is read once', async () => {
  await put('new/1.host')
  await put('new/2.host')
  await put('cur/3.host:2,')
  await put('cur/4.host:2,')
  const names: string[] = []
  for await (const { name } of readMailbox(folder)) {
    names.push(name)
    if (name === '1.host') {
      await rename(join(folder, 'new/1.host'), join(folder, 'cur/1.host:2,S'))
      await rename(join(folder, 'new/2.host'), join(folder, 'cur/2.host:2,S'))
    }
    if (name === '3.host') await rename(join(folder, 'cur/4.host:2,'), join(folder, 'cur/4.host:2,S'))
  }
  expect(names).toEqual(['1.host', '2.host', '3.host', '4.host'])
})

test('a file that is too large comes without its bytes', async () => {
  await put('new/1.host', 'x'.repeat(LARGEST_MESSAGE + 1))
  expect(await messagesOf(readMailbox(folder))).toEqual([{ name: '1.host', bytes: undefined }])
})

test('a folder without new and cur is refused in a sentence', async () => {
  const plain = await temporaryFolder()
  await expect(messagesOf(readMailbox(plain))).rejects.toThrow(/no Maildir/)
})

test('a path that is not there is refused in a sentence', async () => {
  await expect(messagesOf(readMailbox(join(folder, 'nope')))).rejects.toThrow(/there is no such file/)
})
