import type { Command } from 'commander'
import { addLeaf, type Cli } from './leaf.ts'

export function addImportApply(group: Command, cli: Cli): void {
  addLeaf<{ readonly allowMassChange?: boolean; readonly rejects?: string }>(group, cli, {
    usage: 'apply <plan>',
    summary: 'do what a plan says that "--plan" wrote',
    description: 'Refused when the file or what is stored has changed since: then the plan is made again.',
    examples: [
      'ouderportaal import children children.csv --plan plan.json',
      'ouderportaal import apply plan.json',
    ],
    options: (command) =>
      command
        .option('--rejects <file>', 'write the rejected rows there, with line, column, code and reason')
        .option('--allow-mass-change', 'also when more than 10 % of what is stored would change or end'),
    async run(context, flags, path = '') {
      const { importFile } = await import('./import-file.ts')
      const { readPlan } = await import('./import-plan.ts')
      const { kind, file, content, digest, flags: planned } = readPlan(path)
      return importFile(context, kind, file, { ...planned, ...flags }, { path, content, digest })
    },
  })
}
