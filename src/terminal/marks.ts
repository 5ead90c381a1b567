import chalk from 'chalk'

/** Signs before a line: it holds, it does not, it is not known. Coloured where the output is a terminal. */
export const marks = {
  held: () => chalk.green('✓'),
  broken: () => chalk.red('✗'),
  unknown: () => chalk.yellow('?'),
  strong: (text: string) => chalk.bold(text),
}
