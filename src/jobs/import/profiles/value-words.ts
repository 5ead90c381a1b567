/** The words of a column that has only a few, and what packages write for them. */
interface Words {
  readonly choices: readonly string[]
  /** What a cell most likely means; undefined: nobody knows. */
  guess(cell: string): string | undefined
}

const CARE_TYPES: readonly (readonly [string, RegExp])[] = [
  ['VSO', /\bvso\b|voorschoolse|before.?school/],
  ['NSO', /\bnso\b|naschoolse/],
  ['BSO', /\bbso\b|buitenschoolse|after.?school|out.of.school/],
  ['peuter', /peuter|toddler|preschool/],
  ['KDV', /\bkdv\b|\bdagopvang|hele.?dag|kinderdagverblijf|kinderopvang|day.?care|nursery/],
]

const opvangsoort: Words = {
  choices: ['KDV', 'peuter', 'VSO', 'NSO', 'BSO'],
  guess: (cell) => CARE_TYPES.find(([, pattern]) => pattern.test(cell.toLowerCase()))?.[0],
}

const weken: Words = {
  choices: ['40', '46', '52'],
  guess: (cell) => /(?<!\d)(?:40|46|52)(?!\d)/.exec(cell)?.[0],
}

const gezag: Words = {
  choices: ['ja', 'nee'],
  guess: (cell) => {
    const word = cell.toLowerCase()
    if (['j', 'y', 'yes', 'true', 'waar', '1', 'x'].includes(word)) return 'ja'
    return ['n', 'no', 'false', 'onwaar', '0'].includes(word) ? 'nee' : undefined
  },
}

const WORDS: Readonly<Record<string, Words>> = {
  opvangsoort,
  weken,
  ouder1_gezag: gezag,
  ouder2_gezag: gezag,
}

export function wordsOf(column: string): Words | undefined {
  return WORDS[column]
}
