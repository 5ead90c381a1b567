import type { Language } from './album.ts'
import { en } from './texts-en.ts'
import { nl } from './texts-nl.ts'
import type { Texts } from './texts-type.ts'

export type { Texts } from './texts-type.ts'

export const TEXTS: Readonly<Record<Language, Texts>> = { nl, en }
