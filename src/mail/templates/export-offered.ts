import type { IsoDate } from '../../rules/time.ts'
import { dayInWords } from '../dates.ts'
import { button, facts, type Language, type Letter, paragraph, phone, type Template } from '../letter.ts'
import { EXPORT, letterAboutExport } from './export-words.ts'

export interface ExportOfferedData {
  readonly organisation: string
  readonly firstName: string
  /** The child's first name; never part of a subject. */
  readonly child: string
  readonly portal: string
  /** Of photos and videos, and of diary entries in the ZIP. */
  readonly photos: number
  readonly diary: number
  /** The last day of downloading. */
  readonly offeredUntil: IsoDate
  readonly locationPhone: string
}

interface Words {
  readonly subject: string
  readonly opening: (child: string) => string
  readonly advice: string
}

const READY: Readonly<Record<Language, Words>> = {
  nl: {
    subject: "De foto's en het schrift staan voor u klaar",
    opening: (child) =>
      `De opvang van ${child} stopt of is gestopt. De foto's waar ${child} op staat en de teksten uit het schrift staan voor u klaar in het ouderportaal, in één bestand (ZIP).`,
    advice: 'Download het bestand op tijd en bewaar het op uw eigen computer.',
  },
  en: {
    subject: 'The photos and the diary are ready for you',
    opening: (child) =>
      `The care of ${child} ends or has ended. The photos that show ${child} and the texts of the diary are ready for you in the parent portal, in one file (ZIP).`,
    advice: 'Please download the file in time and keep it on your own computer.',
  },
}

const REMINDER: Readonly<Record<Language, Words>> = {
  nl: {
    subject: "Download de foto's en het schrift op tijd",
    opening: (child) =>
      `De foto's en de teksten uit het schrift van ${child} staan nog voor u klaar in het ouderportaal. Binnenkort kunt u ze niet meer downloaden.`,
    advice: 'Hebt u het bestand al bewaard? Dan hoeft u niets te doen.',
  },
  en: {
    subject: 'Please download the photos and the diary in time',
    opening: (child) =>
      `The photos and the texts of the diary of ${child} are still ready for you in the parent portal. Soon you can no longer download them.`,
    advice: 'Have you kept the file already? Then there is nothing to do.',
  },
}

/** To a guardian with custody of a child that leaves: what can be downloaded, and until when (LK-15). */
export const exportReady: Template<ExportOfferedData> = templateOf(READY)

/** To the same guardian, some days before it can no longer be downloaded (LK-15). */
export const exportReminder: Template<ExportOfferedData> = templateOf(REMINDER)

function templateOf(words: Readonly<Record<Language, Words>>): Template<ExportOfferedData> {
  return {
    nl: (data) => letterIn('nl', words.nl, data),
    en: (data) => letterIn('en', words.en, data),
  }
}

function letterIn(language: Language, { subject, opening, advice }: Words, offer: ExportOfferedData): Letter {
  const words = EXPORT[language]
  return letterAboutExport(language, offer, {
    subject,
    blocks: [
      paragraph(opening(offer.child)),
      facts(
        { label: words.photos, value: String(offer.photos) },
        { label: words.diary, value: String(offer.diary) },
        { label: words.until, value: dayInWords(offer.offeredUntil, language) },
        phone(words.phone, offer.locationPhone),
      ),
      button(words.portal, offer.portal),
      paragraph(advice),
    ],
  })
}
