import type { Command } from 'commander'
import { addLeaf, type Cli } from '../leaf.ts'

export interface DaemonFlags {
  readonly log?: string
}

export function addDaemon(parent: Command, cli: Cli): void {
  addLeaf<DaemonFlags>(parent, cli, {
    usage: 'daemon',
    summary: 'stay, and run each night what is owed',
    description:
      'Looks every minute which job of today is owed, runs it once, and sends the mail that waits, for all\norganisations in the settings. Any number of daemons may share a database.\nSIGTERM or Ctrl-C ends it after what it is doing; SIGHUP reads the settings again.',
    examples: [
      'ouderportaal daemon',
      'ouderportaal daemon --config /var/lib/ouderportaal/ouderportaal.yaml --log json --quiet',
    ],
    sendsMail: true,
    readOnly: true,
    endless: true,
    forAll: true,
    options: (command) =>
      command.option('--log <form>', 'text or json (default: the settings, else text on a terminal)'),
    run: async (context, flags) => (await import('./run.ts')).runDaemon(context, flags),
  })
}
