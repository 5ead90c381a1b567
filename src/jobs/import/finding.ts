import { hideBsn } from '../../csv/bsn.ts'
import { type Fault, rejectionAt } from '../../csv/finding.ts'
import type { Finding, Lines } from '../../csv/report.ts'

interface Sentence {
  readonly severity: Finding['severity']
  /** The sentence is about the cells, not about the value in one. */
  readonly withoutValue?: true
  readonly wrong: string
  readonly remedy: string
}

/** What only shows beside what is stored, or beside the photos themselves. */
const SENTENCES = {
  'unknown-location': {
    severity: 'rejected',
    wrong: 'is not a location that is known here',
    remedy: 'correct the name or import the location first',
  },
  'unknown-guardian': {
    severity: 'rejected',
    wrong: 'is not the address of a guardian that is known here',
    remedy: 'correct the address or import the children first',
  },
  'missing-file': {
    severity: 'rejected',
    wrong: 'is not in the folder with the photos',
    remedy: 'add the file, or name its folder with --folder',
  },
  'ambiguous-file': {
    severity: 'rejected',
    wrong: 'is the name of more than one file',
    remedy: 'write its folder before it, as folder/name',
  },
  'no-file': {
    severity: 'rejected',
    wrong: 'is no file but something else, such as a pipe or a device',
    remedy: 'put the photo itself there',
  },
  link: {
    severity: 'rejected',
    wrong: 'is a link, and links are not followed',
    remedy: 'put the photo itself there',
  },
  'unreadable-file': {
    severity: 'rejected',
    wrong: 'may not be read, or its disk has a fault',
    remedy: 'check who may read it, or copy it again',
  },
  'encrypted-file': {
    severity: 'rejected',
    wrong: 'is locked with a password',
    remedy: 'make the ZIP without one',
  },
  'empty-file': {
    severity: 'rejected',
    wrong: 'is empty',
    remedy: 'copy it from the camera again',
  },
  'damaged-file': {
    severity: 'rejected',
    wrong: 'is damaged',
    remedy: 'copy it from the camera again',
  },
  'unsupported-type': {
    severity: 'rejected',
    wrong: 'is not a JPEG, PNG, WebP, HEIC, MP4 or MOV',
    remedy: 'save it as one of these',
  },
  'too-large-file': {
    severity: 'rejected',
    wrong: 'is larger than a photo can be',
    remedy: 'save it smaller',
  },
  'timeless-file': {
    severity: 'rejected',
    wrong: 'does not tell when it was taken',
    remedy: 'write it in the tags',
  },
  'untagged-files': {
    severity: 'notice',
    wrong: 'without a row in the tags: no children are on them yet, so they go to nobody',
    remedy: '"ouderportaal photo list --untagged" names them',
  },
  'no-thumbnail': {
    severity: 'notice',
    wrong: 'that cannot be shown small here: films, and photos that this machine cannot decode',
    remedy: 'they are kept as they are',
  },
  untagged: {
    severity: 'notice',
    wrong: 'has no children on it, so it goes to nobody',
    remedy: 'fill in the numbers of the children',
  },
  'same-photo': {
    severity: 'notice',
    wrong: 'is a photo that goes by another name too, so the children of both are on it',
    remedy: 'keep one of the two names',
  },
  'tag-removed': {
    severity: 'notice',
    wrong: 'is no longer tagged with a child that was on it before',
    remedy: 'check that this child is not on it: without the tag its consent is not asked for',
  },
  'unknown-photo': {
    severity: 'notice',
    wrong: 'is not a photo that is known here, so the entry goes in without it',
    remedy: 'import the photos and then this file again',
  },
  'ambiguous-photo': {
    severity: 'notice',
    wrong: 'is the name of several photos, so the entry goes in without it',
    remedy: 'write its folder before it, tag the child on the right one, or write its SHA-256',
  },
  'diary-after-first-year': {
    severity: 'notice',
    wrong:
      'lies after the first birthday, up to which staff keep the diary (LK-12, diary.first-year); it goes in',
    remedy: 'check the date, or write to the guardians in another way',
  },
  'garbled-letters': {
    severity: 'notice',
    withoutValue: true,
    wrong: 'letters are garbled, as é that became Ã©, and perhaps on other lines too',
    remedy: 'export the file in one encoding, or name it with --encoding',
  },
  'zeros-lost': {
    severity: 'notice',
    wrong: 'is new, and would be one that is stored with its zeros',
    remedy: 'write the number as text, with its zeros, unless it is another child',
  },
  'guardian-differs': {
    severity: 'notice',
    wrong: 'is not what an earlier row says of the guardian with the same address; the first row counts',
    remedy: 'make the rows equal',
  },
  'guardian-twice': {
    severity: 'notice',
    wrong: 'is the address of both parents, so they are taken for one person, with custody if either has it',
    remedy: 'give each parent an address of its own',
  },
  'guardian-removed': {
    severity: 'notice',
    withoutValue: true,
    wrong: 'the guardian who stood here is no longer a guardian of this child',
    remedy: 'fill in the cells again if that is wrong',
  },
  'account-closed': {
    severity: 'notice',
    wrong: 'is the address of a guardian whose account was closed, so it stays closed',
    remedy: 'open it in the portal if the guardian may come in again',
  },
  'address-changed': {
    severity: 'notice',
    wrong:
      'is a new address of a guardian who is known here; an invitation sent to the old one opens nothing now',
    remedy: 'check that the address is right: the next invitation goes there',
  },
  'address-disputed': {
    severity: 'notice',
    wrong:
      'looks like a new address of a guardian who is known here, but rows contradict each other on whose address is what, so it is taken for that of another person',
    remedy: 'give each guardian one name and one address in all rows',
  },
  'account-address-kept': {
    severity: 'notice',
    wrong:
      'is a new address of a guardian who has an active account, so the address stays what it was; the rest of the row goes in',
    remedy: 'ask the guardian, and import the file again with --allow-account-change if it is right',
  },
  'account-address-changed': {
    severity: 'notice',
    wrong:
      'is the new address of a guardian who has an active account, and the user name of that account from now on',
    remedy: 'tell the guardian',
  },
} as const satisfies Record<string, Sentence>

type OwnCode = keyof typeof SENTENCES

export interface ImportFinding extends Omit<Finding, 'code'> {
  readonly code: Finding['code'] | OwnCode
}

/** Something to be said of a row, before it has a place in the file. */
export interface Remark extends Omit<Fault, 'code'> {
  readonly code: OwnCode
  /** What is wrong, where it is not what the code usually says. */
  readonly wrong?: string
  /** What it is about, where no line of a file says so. */
  readonly ofFile?: string
}

export function findingAt(lines: Lines, remark: Fault | Remark): ImportFinding {
  if (!isOwn(remark)) return rejectionAt(lines, remark)
  const { column, code } = remark
  const value = hideBsn(remark.value, column)
  const { severity, withoutValue, ...sentence }: Sentence = SENTENCES[code]
  const { wrong, remedy } = { ...sentence, ...wordsOf(remark) }
  const subject = withoutValue ? wrong : `"${value}" ${wrong}`
  const { ofFile } = remark
  const message =
    ofFile === undefined
      ? `${placeOf(lines)}${column === null ? '' : `, column ${column}`}: ${subject}; ${remedy}.`
      : `${hideBsn(ofFile, column)} ${wrong}; ${remedy}.`
  return { severity, line: lines.line, lastLine: lines.lastLine, column, code, value, message }
}

function wordsOf({ wrong, remedy }: Remark): Partial<Sentence> {
  return { ...(wrong !== undefined && { wrong }), ...(remedy !== undefined && { remedy }) }
}

function isOwn(remark: Fault | Remark): remark is Remark {
  return remark.code in SENTENCES
}

function placeOf({ line, lastLine }: Lines): string {
  return line === lastLine ? `Line ${line}` : `Lines ${line}-${lastLine}`
}
