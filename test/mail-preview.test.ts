import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { SAMPLES } from '../src/mail/samples.ts'
import { runCli } from './support/cli.ts'
import { temporaryFolder } from './support/folder.ts'

let folder: string

beforeEach(async () => {
  folder = await temporaryFolder()
  const settings = {
    organisation: 'De Zandbak',
    mail: { colour: '#8a1538', logo: 'https://zandbak.example/logo.png' },
  }
  await writeFile(join(folder, 'ouderportaal.yaml'), JSON.stringify(settings))
})

const preview = (...args: readonly string[]) =>
  runCli(['mail', 'preview', ...args], { cwd: folder, env: { TMPDIR: folder, DISPLAY: ':99' } })

test('--text prints the text part, in the language that is asked for', async () => {
  const { code, stdout } = await preview('request-answered', '--text', '--language', 'en')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^Your request is not possible\n\nDe Zandbak\n\nDear Jürgen,\n/)
})

test('without a terminal no browser is opened, and the file is named', async () => {
  const { code, stdout, stderr } = await preview('activation')
  const [, path = ''] = /^Wrote (.*activation\.nl\.html)\.\n$/.exec(stdout) ?? []
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const html = await readFile(path, 'utf8')
  expect(html).toContain('#8a1538')
  expect(html).toContain('src="https://zandbak.example/logo.png" alt="De Zandbak"')
})

test('--out writes to the file that it names, for its owner alone', async () => {
  const file = join(folder, 'mail.html')
  expect(await preview('activation', '--out', file)).toMatchObject({ code: 0, stdout: `Wrote ${file}.\n` })
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const nowhere = await preview('activation', '--out', join(folder, 'no', 'mail.html'))
  expect(nowhere).toMatchObject({ code: 1, stdout: '' })
  expect(nowhere.stderr).toContain("can't be written (ENOENT)")
})

test('links lead to the portal of the settings', async () => {
  const settings = { portalUrl: 'https://mijn.zandbak.example/ouders/' }
  await writeFile(join(folder, 'ouderportaal.yaml'), JSON.stringify(settings))
  const { stdout } = await preview('activation', '--text')
  expect(stdout).toContain('https://mijn.zandbak.example/ouders/activeren#')
  expect(stdout).not.toContain('portaal.example')
})

test('--json is one document with both parts', async () => {
  const { stdout } = await preview('activation', '--json')
  expect(Object.keys(JSON.parse(stdout))).toEqual(['template', 'language', 'subject', 'text', 'html'])
})

test('--all tries every mail in both languages', async () => {
  const count = 2 * SAMPLES.size
  expect(await preview('--all')).toMatchObject({ code: 0, stdout: `${count} mails tried, 0 broken.\n` })
  expect(JSON.parse((await preview('--all', '--json')).stdout)).toEqual({ mails: count, mistakes: [] })
})

test('--all ends with 1 and names what is broken', async () => {
  await writeFile(join(folder, 'ouderportaal.yaml'), JSON.stringify({ organisation: 'Opvang undefined' }))
  const { code, stdout, stderr } = await preview('--all')
  expect(code).toBe(1)
  expect(stderr).toContain('The mail activation (nl) is broken: it says "undefined"')
  expect(stdout).toContain(`${2 * SAMPLES.size} broken.`)
})

test.each([
  [['nonsense'], 'There is no mail "nonsense": choose one of activation, '],
  [[], 'Name a mail, or use --all. There are: activation, '],
  [['activation', '--all'], '--all tries every mail and shows none'],
])('preview %j is wrong use, said in one sentence', async (args, sentence) => {
  const { code, stderr } = await preview(...args)
  expect(code).toBe(2)
  expect(stderr).toContain(sentence)
})
