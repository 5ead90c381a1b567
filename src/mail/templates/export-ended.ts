import type { IsoDate } from '../../rules/time.ts'
import { dayInWords } from '../dates.ts'
import { facts, type Language, type Letter, paragraph, phone, type Template } from '../letter.ts'
import { EXPORT, letterAboutExport } from './export-words.ts'

export interface ExportEndedData {
  readonly organisation: string
  readonly firstName: string
  /** The child's first name; never part of a subject. */
  readonly child: string
  /** The day that was the last of downloading. */
  readonly offeredUntil: IsoDate
  readonly locationPhone: string
}

interface Words {
  readonly subject: string
  readonly ended: (child: string, day: string) => string
  readonly advice: string
}

const WORDS: Readonly<Record<Language, Words>> = {
  nl: {
    subject: "De foto's en het schrift zijn niet meer te downloaden",
    ended: (child, day) =>
      `U kon de foto's en de teksten uit het schrift van ${child} downloaden tot en met ${day}. Dat kan nu niet meer.`,
    advice: 'Hebt u het bestand niet bewaard? Bel dan de locatie.',
  },
  en: {
    subject: 'The photos and the diary can no longer be downloaded',
    ended: (child, day) =>
      `You could download the photos and the texts of the diary of ${child} until ${day}. That is no longer possible.`,
    advice: 'Have you not kept the file? Please phone the location.',
  },
}

/** To a guardian with custody: what was offered can no longer be downloaded (LK-15). */
export const exportEnded: Template<ExportEndedData> = {
  nl: (data) => letterIn('nl', data),
  en: (data) => letterIn('en', data),
}

function letterIn(language: Language, data: ExportEndedData): Letter {
  const words = WORDS[language]
  return letterAboutExport(language, data, {
    subject: words.subject,
    blocks: [
      paragraph(words.ended(data.child, dayInWords(data.offeredUntil, language))),
      paragraph(words.advice),
      facts(phone(EXPORT[language].phone, data.locationPhone)),
    ],
  })
}
