import {
  type Asking,
  decide,
  type IsoDate,
  momentOf,
  type Policy,
  type PolicyBook,
  policyOn,
  replay,
  type Step,
  type World,
} from '../../src/rules/index.ts'

// Runs in Node and, bundled, in other engines: it imports the package's door and nothing else.

/** What the rules need to answer the cases of a scenario file. */
export interface Questions {
  readonly world: World
  readonly book: PolicyBook
  readonly cases: readonly {
    readonly history: readonly Step[]
    readonly asking: Asking
  }[]
}

/** The verdict on each case, as JSON. */
export function answerCases({ world: start, book, cases }: Questions): readonly string[] {
  return cases.map(({ history, asking }) => {
    const policyOf = (today: IsoDate) => policyFor(today, book)
    return JSON.stringify(decide(asking, replay(start, history, policyOf), policyOf(asking.at.today)))
  })
}

/** The same in another engine, of questions that were packed in this one. */
export function answerPacked(packed: string): readonly string[] {
  return answerCases(JSON.parse(packed, unpackValue))
}

/** Questions as JSON: a map as its entries, a moment as the text of its instant. */
export function pack(questions: Questions): string {
  return JSON.stringify(questions, (_, value) => (value instanceof Map ? { mapOf: [...value] } : value))
}

function unpackValue(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if ('mapOf' in value) return new Map(value.mapOf as Iterable<[unknown, unknown]>)
  return 'wall' in value && 'now' in value ? momentOf(String(value.now)) : value
}

function policyFor(today: IsoDate, book: PolicyBook): Policy {
  const policy = policyOn(book, today)
  if (policy) return policy
  throw new RangeError(`${book.name} has no policy in force on ${today}`)
}
