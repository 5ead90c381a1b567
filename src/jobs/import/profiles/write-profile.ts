import { Document, isScalar, type Pair, type YAMLMap } from 'yaml'
import { isGuess, type ProposedKind } from './proposal.ts'
import type { SampleOptions } from './sample.ts'

/** A proposal as the text of a profile. Of the cells of the file it has only those that it gives a meaning. */
export function profileText(
  kinds: readonly ProposedKind[],
  { encoding, delimiter, headerLine }: SampleOptions,
): string {
  const document = new Document({
    ...(encoding && { encoding }),
    ...(delimiter && { delimiter: delimiter === '\t' ? 'tab' : delimiter }),
    ...(headerLine && { headerLine }),
    kinds: Object.fromEntries(kinds.map((kind) => [kind.kind, bodyOf(kind)])),
  })
  for (const kind of kinds) markDoubts(document, kind)
  return document.toString({ lineWidth: 0 })
}

function bodyOf({ columns, values }: ProposedKind) {
  const meanings = values.flatMap(({ column, values: cells }) => {
    const known = cells.filter(({ meaning }) => meaning !== null)
    return known.length > 0
      ? [[column, Object.fromEntries(known.map(({ cell, meaning }) => [cell, meaning]))] as const]
      : []
  })
  const found = columns.flatMap(({ name, header }) => (header === null ? [] : [[name, header] as const]))
  return {
    columns: Object.fromEntries(found),
    ...(meanings.length > 0 && { values: Object.fromEntries(meanings) }),
  }
}

function markDoubts(document: Document, { kind, columns }: ProposedKind): void {
  const map = document.getIn(['kinds', kind, 'columns']) as YAMLMap<unknown, unknown>
  for (const column of columns.filter(isGuess)) {
    const pair = map.items.find(({ key }) => isScalar(key) && key.value === column.name) as Pair | undefined
    if (isScalar(pair?.value)) pair.value.comment = ' a guess: check it'
  }
  const missing = columns.filter(({ required, header }) => required && header === null)
  if (missing.length > 0)
    map.comment = missing
      .map(({ name }) => ` ${name}: not found; name its header, or say it under constants`)
      .join('\n')
}
