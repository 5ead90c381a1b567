import {
  isDoubtful,
  type Proposal,
  type ProposedColumn,
  type ProposedKind,
  type ProposedValues,
} from '../jobs/import/profiles/proposal.ts'
import { prompt } from '../terminal/prompt.ts'

/** The columns of a proposal after every doubtful one was asked for. */
export async function askColumns(
  { kind, columns }: ProposedKind,
  { columns: sampled }: Proposal['sample'],
): Promise<readonly ProposedColumn[]> {
  const headers = sampled.filter(({ isBsn }) => !isBsn).map(({ header }) => header)
  const answered: ProposedColumn[] = []
  for (const column of columns) {
    answered.push(isDoubtful(column) ? await askColumn(kind, column, headers) : column)
  }
  return answered
}

async function askColumn(
  kind: string,
  column: ProposedColumn,
  headers: readonly string[],
): Promise<ProposedColumn> {
  const header = await prompt<string | null>({
    type: 'select',
    message: `${kind}: which column of the file is ${column.name}?`,
    default: column.header,
    choices: [
      ...headers.map((name) => ({ name, value: name })),
      { name: column.required ? 'none: I will write it in the profile' : 'none', value: null },
    ],
  })
  return { ...column, header, foundBy: header === null ? null : 'answer' }
}

/** The meanings after every cell that has no sure one was asked for. */
export async function askValues(values: readonly ProposedValues[]): Promise<readonly ProposedValues[]> {
  const answered: ProposedValues[] = []
  for (const one of values) {
    const meanings: ProposedValues['values'][number][] = []
    for (const { cell, meaning } of one.values) {
      meanings.push({ cell, meaning: await askMeaning(one, cell, meaning) })
    }
    answered.push({ ...one, values: meanings })
  }
  return answered
}

function askMeaning(
  { column, choices }: ProposedValues,
  cell: string,
  meaning: string | null,
): Promise<string | null> {
  return prompt<string | null>({
    type: 'select',
    message: `${column}: what is "${cell}"?`,
    default: meaning,
    choices: [
      ...choices.map((name) => ({ name, value: name })),
      { name: 'nothing of these: reject rows with it', value: null },
    ],
  })
}
