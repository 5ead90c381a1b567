import type { Context } from './context.ts'

/** Asks for a yes on the terminal, unless --yes was it; a no is told. Throws a UserError where nobody can answer. */
export async function confirmChange(
  { output }: Pick<Context, 'output'>,
  message: string,
  yes = false,
): Promise<boolean> {
  if (yes) return true
  const { confirm } = await import('../terminal/confirm.ts')
  const sure = await confirm({ message, flag: '--yes', interactive: output.interactive })
  if (!sure) output.note('Nothing was changed.')
  return sure
}
