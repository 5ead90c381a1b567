import type { Command } from 'commander'
import { EXIT } from '../errors.ts'
import type { ListedProfile } from '../jobs/import/profiles/profile-folder.ts'
import { addLeaf, type Cli } from './leaf.ts'

export function addImportProfiles(group: Command, cli: Cli): void {
  const profiles = group
    .command('profiles')
    .summary('list and show the profiles: how packages write their exports')
    .description(
      'A profile gives the headers, the values and the constants of one package; "import map" makes one.',
    )
  addList(profiles, cli)
  addShow(profiles, cli)
}

function addList(profiles: Command, cli: Cli): void {
  addLeaf<object>(profiles, cli, {
    usage: 'list',
    isDefault: true,
    summary: 'list the profiles, and every mistake in them',
    examples: ['ouderportaal import profiles', 'ouderportaal import profiles list --json'],
    readOnly: true,
    async run({ config, at, output, json }) {
      const { listProfiles } = await import('../jobs/import/profiles/profile-folder.ts')
      const profiles = await listProfiles(config.profiles, at.today)
      const mistakes = profiles.flatMap(mistakesOf)
      if (json) output.json({ folder: config.profiles, profiles: profiles.map(asDocument) })
      else {
        for (const line of await listLines(config.profiles, profiles)) output.say(line)
        for (const mistake of mistakes) output.warn(mistake)
      }
      return mistakes.length > 0 ? EXIT.partial : EXIT.done
    },
  })
}

function addShow(profiles: Command, cli: Cli): void {
  addLeaf<object>(profiles, cli, {
    usage: 'show <name>',
    summary: 'print one profile, or every mistake in it',
    examples: [
      'ouderportaal import profiles show planning',
      'ouderportaal import profiles show planning --json',
    ],
    readOnly: true,
    async run({ config, at, output, json }, _flags, name) {
      const { loadProfile, readProfileText } = await import('../jobs/import/profiles/profile-folder.ts')
      const { profileDocument } = await import('../jobs/import/profiles/profile.ts')
      const profile = await loadProfile(config.profiles, name as string, at.today)
      if (json) output.json(profileDocument(profile))
      else output.say((await readProfileText(config.profiles, name as string)).trimEnd())
      return EXIT.done
    },
  })
}

async function listLines(folder: string, profiles: readonly ListedProfile[]): Promise<readonly string[]> {
  if (profiles.length === 0)
    return [`There are no profiles in ${folder}; "ouderportaal import map FILE --save NAME" makes one.`]
  const { table } = await import('../terminal/table.ts')
  const rows = profiles.map((one) => [
    one.name,
    'profile' in one ? [...one.profile.kinds.keys()].join(', ') : '-',
    'profile' in one ? (one.profile.note ?? '') : `${one.mistakes.length} mistakes`,
  ])
  return [table(['profile', 'kinds', 'note'], rows)]
}

function mistakesOf(one: ListedProfile): readonly string[] {
  return 'mistakes' in one ? one.mistakes : []
}

function asDocument(one: ListedProfile) {
  const profile = 'profile' in one ? one.profile : undefined
  return {
    name: one.name,
    kinds: [...(profile?.kinds.keys() ?? [])],
    note: profile?.note ?? null,
    mistakes: mistakesOf(one),
  }
}
