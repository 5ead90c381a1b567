/** A fenced block of a page; its name is what stands after the language, for instance a path. */
export interface Block {
  readonly language: string
  readonly name: string
  readonly text: string
}

/** A row of a table under a heading: its cells, as they are written. */
export interface Row {
  readonly heading: string
  readonly header: readonly string[]
  readonly cells: readonly string[]
}

/** The fenced blocks of a page, in order. */
export function blocksOf(page: string): readonly Block[] {
  return [...page.matchAll(/^```(\w+) ?(\S*)\n(.*?)^```$/gms)].map(
    ([, language = '', name = '', text = '']) => ({
      language,
      name,
      text,
    }),
  )
}

/** The rows of all tables of a page, without those that name the columns. */
export function rowsOf(page: string): readonly Row[] {
  const rows: Row[] = []
  let heading = ''
  let header: readonly string[] | undefined
  for (const line of page.split('\n')) {
    heading = /^#+ (.*)/.exec(line)?.[1] ?? heading
    if (!line.startsWith('|')) header = undefined
    else if (!header) header = cellsOf(line)
    else if (!line.startsWith('|---')) rows.push({ heading, header, cells: cellsOf(line) })
  }
  return rows
}

/** What is written as code in a piece of a page. */
export function codeIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)
}

function cellsOf(line: string): readonly string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())
}
