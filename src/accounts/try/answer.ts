import type { Moment } from '../../rules/index.ts'
import type { Accounts, DeadLink } from '../answers.ts'
import type { View } from './pages.ts'
import type { Language } from './texts.ts'

/** A request as far as an answer depends on it. */
export interface Asked {
  readonly method: string
  readonly path: string
  /** The fields of a form that was posted. */
  readonly form: URLSearchParams
}

export interface Answer {
  readonly status: number
  readonly view: View
  /** The guardian's, where the link tells whose it is. */
  readonly language?: Language
}

interface Dead {
  readonly state: DeadLink
  readonly language?: Language
}

type Redeeming = Pick<Accounts, 'look' | 'setPassword'>

/** Only a form with a password in it changes anything; a GET touches no account at all. Undefined: no such page. */
export async function answerTo(
  { method, path, form }: Asked,
  accounts: Redeeming,
  at: Moment,
): Promise<Answer | undefined> {
  if (method === 'GET' && path === '/') return { status: 200, view: { page: 'paste' } }
  if (path !== '/activeren') return undefined
  if (method === 'GET') return { status: 200, view: { page: 'opening' } }
  if (method !== 'POST') return undefined
  const token = form.get('token') ?? ''
  const password = form.get('password')
  return password === null
    ? answerToOpening(token, accounts, at)
    : answerToPassword(token, password, accounts, at)
}

async function answerToOpening(token: string, accounts: Redeeming, at: Moment): Promise<Answer> {
  const link = await accounts.look(token, at)
  if (link.state !== 'valid') return deadLink(link)
  const { userName, language } = link
  return { status: 200, view: { page: 'choose', token, userName }, language }
}

async function answerToPassword(
  token: string,
  password: string,
  accounts: Redeeming,
  at: Moment,
): Promise<Answer> {
  const link = await accounts.look(token, at)
  if (link.state !== 'valid') return deadLink(link)
  const { userName, language } = link
  const result = await accounts.setPassword(token, password, at)
  if (result.outcome === 'set') return { status: 200, view: { page: 'done' }, language }
  if (result.outcome === 'dead-link') return deadLink({ state: result.link, language })
  return { status: 422, view: { page: 'choose', token, userName, weak: result.weakness }, language }
}

function deadLink({ state, language }: Dead): Answer {
  return { status: 410, view: { page: 'dead', link: state }, ...(language && { language }) }
}
