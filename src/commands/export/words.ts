import type { ExportCounts, ManyExports } from '../../jobs/export/export-children.ts'
import type { LostPhoto } from '../../jobs/export/lost-photos.ts'
import type { ExportedFile, ExportPreview, PreviewedFile } from '../../jobs/export/report.ts'
import { printable } from '../../terminal/printable.ts'
import { amount, contentWords, mediaWords } from '../amounts.ts'

/** A line for each ZIP, with what is not in it; of several children the totals too. */
export function exportLines(
  { counts, exports }: ManyExports<ExportPreview<PreviewedFile | ExportedFile>>,
  dryRun: boolean,
): readonly string[] {
  const lines = exports.flatMap(({ child, files, lostPhotos = [] }) => [
    ...files.flatMap((file) => linesOf(counts.children > 1 ? `Child ${child}: ` : '', file)),
    ...lostLines(lostPhotos),
  ])
  const would = dryRun ? 'Would remove' : 'Removed'
  if (counts.removed > 0) lines.push(`${would} ${outOfDate(counts.removed)}.`)
  const mails = exports.reduce((sum, { mails = 0 }) => sum + mails, 0)
  if (mails > 0) lines.push(`${amount(mails, 'guardian', 'guardians')} would be mailed.`)
  if (counts.children <= 1) return lines
  return [...lines, totalsLine(counts, dryRun)]
}

function totalsLine(counts: ExportCounts, dryRun: boolean): string {
  const { children, exported, failed, made, unchanged, photos, leftOut } = counts
  const [is, make] = dryRun ? ['would be exported', 'would be made'] : ['exported', 'made']
  const zips = `${amount(made, 'ZIP', 'ZIPs')} ${make}, ${unchanged} unchanged`
  return `${children} children: ${exported} ${is}, ${failed} failed; ${zips}; ${mediaWords(photos)} in them, ${leftOut} left out.`
}

function linesOf(child: string, file: PreviewedFile | ExportedFile): readonly string[] {
  const { leftOut, part } = file
  const which = part ? `, part ${part.number} of ${part.of} (${part.label})` : ''
  return [`${child}${wordsOf(file)}${which}: ${contentWords(file)}.`, ...leftOutLines(leftOut)]
}

function wordsOf(file: PreviewedFile | ExportedFile): string {
  const whom = `for ${file.name} (guardian ${file.guardian})`
  if ('file' in file) return `${file.unchanged ? 'Unchanged' : 'Made'} ${file.file} ${whom}`
  return `${file.unchanged ? 'Would keep the' : 'Would make a'} ZIP ${whom}`
}

function outOfDate(count: number): string {
  return count === 1 ? '1 export that is out of date' : `${count} exports that are out of date`
}

const LEFT_OUT_WORDS: Readonly<Record<keyof PreviewedFile['leftOut'], string>> = {
  'consent-missing': 'another child on it has no consent',
  untagged: 'nobody is tagged on it, taken in the same groups and time',
  'missing-file': 'the file is missing',
  'damaged-file': 'the file is damaged',
}

function leftOutLines(leftOut: PreviewedFile['leftOut']): string[] {
  const reasons = Object.keys(LEFT_OUT_WORDS) as (keyof typeof leftOut)[]
  return reasons
    .filter((reason) => leftOut[reason] > 0)
    .map((reason) => `  left out ${leftOut[reason]}: ${LEFT_OUT_WORDS[reason]}`)
}

/** More of them say nothing new; --json has them all. */
const MOST_LOST = 10

function lostLines(lost: readonly LostPhoto[]): readonly string[] {
  const more = lost.length - MOST_LOST
  return [...lost.slice(0, MOST_LOST).map(lostLine), ...(more > 0 ? [`  and ${more} more`] : [])]
}

function lostLine({ sha256, fileName, reason, why }: LostPhoto): string {
  const name = fileName === undefined ? '' : ` (${printable(fileName)})`
  const photo = `  photo ${sha256.slice(0, 8)}${name}`
  if (why.startsWith('cannot be read')) return `${photo}: ${why}; see to it that the program may read it`
  return `${photo}: ${reason === 'damaged-file' ? 'damaged, ' : ''}${why}; import it again`
}
