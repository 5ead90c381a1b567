import type { Command } from 'commander'
import { EXIT, type ExitCode } from '../../errors.ts'
import type { CheckedPolicy } from '../../policy/check-policy.ts'
import { addLeaf, type Cli } from '../leaf.ts'

export function addCheck(rules: Command, cli: Cli): void {
  addLeaf<object>(rules, cli, {
    usage: 'check <files...>',
    forAll: true,
    summary: 'read policy files and name every mistake, then what nobody can have meant',
    description: [
      'Mistakes make a file unreadable. Findings are settings that can be read and make no sense: a request that no',
      'moment satisfies, a setting that never applies, a clause whose rule nothing switches on, credit that lapses',
      'before it can be used. They are found by asking for every day of a year at every day before it.',
      'Exit code 0: neither; 1: findings; 2: mistakes.',
    ].join('\n'),
    examples: [
      'ouderportaal rules check policies/delangekeizer.yaml',
      'ouderportaal rules check policies/*.yaml --json',
    ],
    readOnly: true,
    async run(context, _flags, ...files) {
      const { checkPolicyFile } = await import('../../policy/check-policy.ts')
      const checked: CheckedPolicy[] = []
      for (const file of files) checked.push(await checkPolicyFile(file))
      if (context.json) context.output.json({ files: checked })
      else {
        for (const mistake of checked.flatMap(({ mistakes }) => mistakes)) context.output.warn(mistake)
        for (const line of checked.flatMap(findingLines)) context.output.say(line)
        context.output.say(countLine(checked))
      }
      return exitOf(checked)
    },
  })
}

function findingLines({ findings }: CheckedPolicy): readonly string[] {
  return findings.flatMap(({ file, line, version, code, message, advice }) => [
    `${file}:${line}: ${message}`,
    `    ${advice} (${code}, version of ${version})`,
  ])
}

function countLine(checked: readonly CheckedPolicy[]): string {
  const count = (many: (file: CheckedPolicy) => readonly unknown[]) => checked.flatMap(many).length
  const mistakes = count((file) => file.mistakes)
  const findings = count((file) => file.findings)
  return `${checked.length} checked, ${mistakes} mistakes, ${findings} findings`
}

function exitOf(checked: readonly CheckedPolicy[]): ExitCode {
  if (checked.some(({ mistakes }) => mistakes.length > 0)) return EXIT.usage
  return checked.some(({ findings }) => findings.length > 0) ? EXIT.failed : EXIT.done
}
