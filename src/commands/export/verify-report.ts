import type { Completeness } from '../../jobs/export/compare-with-plan.ts'
import type { VerifiedZip } from '../../jobs/export/verify-exports.ts'
import { amount } from '../amounts.ts'

type Code = VerifiedZip['problems'][number]['code']

const PROBLEM_WORDS: Readonly<Record<Code, string>> = {
  'not-a-zip': 'it is no ZIP, or its end is gone',
  'bytes-behind': 'behind its end are bytes that do not belong to it',
  structure:
    'it is not built as our ZIPs are: something was added to it or taken out, or its directory is damaged',
  'wrong-passphrase': 'the passphrase is another',
  'manifest-missing': 'it has no manifest.json, so that nothing proves what should be in it',
  'manifest-invalid': 'its manifest.json is not of an export, or of a newer version of this program',
  'sums-differ': 'its list of sums does not fit its manifest',
  'entry-missing': 'is in the manifest and not in the ZIP',
  'entry-broken': 'is damaged',
  'entry-changed': 'is not what the manifest says',
  'entry-unlisted': 'is in the ZIP and not in the manifest',
  'entry-twice': 'is there twice',
  'entry-header': 'has a header of its own that says something else than the directory',
  'name-unsafe': 'has a name that is not safe to unpack',
}

/** More of them say nothing new. */
const MOST_PROBLEMS = 20

/** A ZIP that is whole in a line, one that is not with what is wrong. */
export function zipLines({ file, problems, entries, bytes = 0, manifest }: VerifiedZip): readonly string[] {
  if (problems.length === 0) {
    const part = manifest?.part ? `, part ${manifest.part.number} of ${manifest.part.of}` : ''
    return [`${file}: whole, ${entries} files, ${sizeInWords(bytes)}${part}.`]
  }
  if (problems.some(({ code }) => code === 'wrong-passphrase'))
    return [`${file}: the passphrase is another one.`]
  const shown = problems.slice(0, MOST_PROBLEMS).map(({ code, name }) => `  ${problemWords(code, name)}`)
  const more = problems.length - shown.length
  const rest = more > 0 ? [`  and ${more} more`] : []
  return [`${file}: NOT whole. Do not hand it over; make the export again.`, ...shown, ...rest]
}

function problemWords(code: Code, name: string | undefined): string {
  return name === undefined
    ? PROBLEM_WORDS[code].replace(/^is /, 'it is ')
    : `${JSON.stringify(name)} ${PROBLEM_WORDS[code]}`
}

/** What is in an export of a child beside what a guardian may have now. */
export function completenessLines({
  child,
  guardian,
  missingPhotos,
  missingDiaryEntries,
  nowLeftOut,
  partsNotGiven,
}: Completeness): readonly string[] {
  const whose = guardian === undefined ? `Child ${child}` : `Child ${child}, guardian ${guardian}`
  if (partsNotGiven > 0)
    return [
      `${whose}: name all parts of the export, of which ${partsNotGiven} were not given, to know whether anything is missing.`,
    ]
  const missing = [
    ...(missingPhotos > 0 ? [photosOr(missingPhotos)] : []),
    ...(missingDiaryEntries > 0 ? [amount(missingDiaryEntries, 'diary entry', 'diary entries')] : []),
  ].join(' and ')
  const isOne = missingPhotos + missingDiaryEntries === 1
  const state = missing
    ? `${missing} that a guardian may have ${isOne ? 'is not in it, for instance since it is' : 'are not in it, for instance since they are'} new. Make the export again: ouderportaal export ${child}`
    : 'nothing is missing that a guardian may have now.'
  const over = `  ${photosOr(nowLeftOut)} in it would be left out today, for instance for a consent that was withdrawn.`
  return [`${whose}: ${state}`, ...(nowLeftOut > 0 ? [over] : [])]
}

const photosOr = (count: number) => amount(count, 'photo or video', 'photos or videos')

function sizeInWords(bytes: number): string {
  const unit = bytes >= 1e9 ? ([1e9, 'GB'] as const) : ([1e6, 'MB'] as const)
  return `${(bytes / unit[0]).toLocaleString('en', { maximumFractionDigits: 1 })} ${unit[1]}`
}
