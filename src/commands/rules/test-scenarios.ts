import type { Command } from 'commander'
import { EXIT } from '../../errors.ts'
import { addLeaf, type Cli } from '../leaf.ts'
import { policiesFolder } from '../policy.ts'

export function addTest(rules: Command, cli: Cli): void {
  addLeaf<{ policies?: string }>(rules, cli, {
    usage: 'test <files...>',
    forAll: true,
    summary: 'run scenario files: a small world, who asks what and when, and the answer that must come',
    examples: ['ouderportaal rules test fixtures/scenarios/delangekeizer.yaml'],
    readOnly: true,
    options: (command) =>
      command.option('--policies <folder>', 'where policies are (default: those of the program)'),
    async run(context, flags, ...files) {
      const { runScenarioFile } = await import('../../policy/run-scenario.ts')
      const folder = await policiesFolder(flags.policies ?? context.config.policies)
      const cases = []
      for (const file of files) cases.push(...(await runScenarioFile(file, folder)))
      const failed = cases.filter((result) => !result.ok)
      if (context.json) {
        const answers = cases.map(({ because: _, ...answer }) => answer)
        context.output.json({ passed: cases.length - failed.length, failed: failed.length, cases: answers })
      } else {
        const { reasonInWords } = await import('../../words/index.ts')
        for (const result of cases) {
          context.output.say(caseLine(result))
          if (result.ok) continue
          for (const reason of result.because) {
            context.output.say(`        because  ${reason.rule}: ${reasonInWords(reason, 'en')}`)
          }
        }
        context.output.say(`${cases.length - failed.length} passed, ${failed.length} failed`)
      }
      return failed.length > 0 ? EXIT.failed : EXIT.done
    },
  })
}

interface CaseResult {
  readonly name: string
  readonly ok: boolean
  readonly expected: unknown
  readonly actual: unknown
}

function caseLine({ ok, name, expected, actual }: CaseResult): string {
  if (ok) return `ok      ${name}`
  return `FAILED  ${name}\n        expected ${JSON.stringify(expected)}\n        actual   ${JSON.stringify(actual)}`
}
