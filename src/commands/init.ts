import type { Command } from 'commander'
import { EXIT, UserError } from '../errors.ts'
import { addLeaf, type Cli } from './leaf.ts'

export function addInit(parent: Command, cli: Cli): void {
  addLeaf<{ force?: boolean }>(parent, cli, {
    usage: 'init [file]',
    forAll: true,
    withoutSettings: true,
    summary: 'write a settings file to start from',
    description: 'With a key of its own for activation links. An existing file is left alone.',
    examples: ['ouderportaal init', 'ouderportaal init /var/lib/ouderportaal/ouderportaal.yaml'],
    async run(context, _flags, file = 'ouderportaal.yaml') {
      const { randomBytes } = await import('node:crypto')
      const { writeFile } = await import('node:fs/promises')
      const text = settings(randomBytes(32).toString('hex'))
      if (!context.dryRun) await writeFile(file, text, { flag: 'wx', mode: 0o600 }).catch(refuse(file))
      if (context.json) context.output.json({ dryRun: context.dryRun, file })
      else
        context.output.say(
          context.dryRun ? text : `Wrote ${file}: read it, fill in your portal's address and mail.`,
        )
      return EXIT.done
    },
  })
}

function refuse(file: string) {
  return (error: NodeJS.ErrnoException) => {
    const why = error.code === 'EEXIST' ? 'is there already' : `can't be written (${error.code})`
    throw new UserError(`${file} ${why}: give another name, or remove it first.`)
  }
}

function settings(key: string): string {
  return `# Settings of ouderportaal. Relative paths start at this file.
organisation: Kinderopvang De Lange Keizer
policy: delangekeizer            # the house rules: a file of policies/, or a path
language: nl                     # of verdicts on the screen; each guardian has a language too
database: pglite:./data          # for real use: postgres://user:password@host:5432/name
portalUrl: https://portaal.example.org   # an example: put your portal's address here
activationKey: "${key}"   # secret: links already sent stop working when it changes
mail:
  transport: folder:./mail       # for real use: smtp://user:password@host:587
  from: Kinderopvang De Lange Keizer <portaal@example.org>   # an example: put your address here
media: ./media
exports: ./exports
`
}
