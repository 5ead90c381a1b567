import type { OwnData } from '../../archive/data/schemas.ts'
import type { ReadDb } from '../../store/open.ts'
import {
  findGuardianHerself,
  findOwnChild,
  listOwnConsents,
  listOwnContracts,
  listOwnCreditEntries,
  listOwnCredits,
  listOwnRequests,
} from '../../store/own-data.ts'

/** What is the same for every guardian of a child. */
export type ChildData = Pick<OwnData, 'child' | 'contracts' | 'credits'> & {
  readonly requests: Awaited<ReturnType<typeof listOwnRequests>>
}

export async function readChildData(read: ReadDb, childId: number): Promise<ChildData> {
  const { number, born, group, location, ...names } = await findOwnChild(read, childId)
  return {
    child: { number, ...namesOf(names), born, group, location },
    contracts: (await listOwnContracts(read, childId)).map(contractOf),
    credits: await readCredits(read, childId),
    requests: await listOwnRequests(read, childId),
  }
}

/** Of another guardian only that there is one shows; what somebody wrote about her request does not. */
export async function readOwnData(
  read: ReadDb,
  { requests, ...child }: ChildData,
  { guardianId, childId }: { readonly guardianId: number; readonly childId: number },
): Promise<OwnData> {
  const { email, phone, language, custody, ...names } = await findGuardianHerself(read, guardianId, childId)
  const consents = await listOwnConsents(read, guardianId, childId)
  return {
    ...child,
    you: { ...namesOf(names), email, phone, language, custody },
    requests: requests.map((request) => requestOf(request, guardianId)),
    consents: consents.map(({ purpose, given_at, withdrawn_at }) => ({
      purpose,
      givenAt: toUtc(given_at),
      withdrawnAt: withdrawn_at && toUtc(withdrawn_at),
    })),
  }
}

interface Names {
  readonly first_name: string | null
  readonly infix: string | null
  readonly last_name: string | null
}

function namesOf({ first_name, infix, last_name }: Names) {
  return { firstName: first_name, infix, lastName: last_name }
}

function contractOf(row: Awaited<ReturnType<typeof listOwnContracts>>[number]): OwnData['contracts'][number] {
  const { number, care_type, group, location, first_day, last_day, weeks, kind, days } = row
  const agreed = { firstDay: first_day, lastDay: last_day, weeksAYear: weeks, kind, days: { ...days } }
  return { number, careType: care_type, group, location, ...agreed }
}

async function readCredits(read: ReadDb, childId: number): Promise<OwnData['credits']> {
  const credits = await listOwnCredits(read, childId)
  const entries = Map.groupBy(await listOwnCreditEntries(read, childId), ({ credit_id }) => credit_id)
  return credits.map(({ id, care_type, absent_on, usable_from, expires_on, unit, amount, minutes }) => ({
    careType: care_type,
    absentOn: absent_on,
    usableFrom: usable_from,
    expiresOn: expires_on,
    unit,
    amount,
    minutes,
    entries: (entries.get(id) ?? []).map((entry) => ({
      kind: entry.kind,
      amount: entry.amount,
      at: toUtc(entry.at),
    })),
  }))
}

type Request = ChildData['requests'][number]

function requestOf(row: Request, guardianId: number): OwnData['requests'][number] {
  const { ask, verdict } = row
  const isOwn = row.guardian_id === guardianId
  return {
    kind: row.kind,
    date: row.date,
    ...('give' in ask && { givenUp: ask.give }),
    ...('careType' in ask && ask.careType && { careType: ask.careType }),
    ...('sick' in ask && ask.sick !== undefined && { sick: ask.sick }),
    askedAt: toUtc(row.asked_at),
    askedBy: isOwn ? 'you' : row.guardian_id === null ? 'the location' : 'another guardian',
    ...(isOwn && row.because !== null && { because: row.because }),
    state: row.state,
    outcome: verdict.outcome,
    policy: `${row.policy_name} ${row.policy_from}`,
    rules: verdict.reasons.map(({ rule, clause, held }) => ({ rule, clause, held })),
    answerDue: row.answer_due,
    answeredAt: row.answered_at && toUtc(row.answered_at),
    ...(isOwn && row.answer_note !== null && { answer: row.answer_note }),
    cancelledAt: row.cancelled_at && toUtc(row.cancelled_at),
  }
}

/** The database writes `2026-03-02 06:29:00+00`. */
function toUtc(stored: string): string {
  return stored.replace(' ', 'T').replace(/\+00(:00)?$/, 'Z')
}
