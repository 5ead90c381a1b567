import { counted } from '../../format.ts'
import type { SettingWords } from '../../settings.ts'
import { length } from '../amounts.ts'
import { CREDIT } from './credit.ts'
import { PAYING } from './paying.ts'
import { PLACE } from './place.ts'
import { REQUESTS } from './requests.ts'
import { SWAP } from './swap.ts'

/** Every setting of a policy in plain Dutch. */
export const SETTINGS: SettingWords = {
  ...REQUESTS,
  ...SWAP,
  ...PLACE,
  ...CREDIT,
  ...PAYING,
  activation: ({ activation }) => [
    `De uitnodiging voor het ouderportaal komt ${days(activation.daysBeforeStart)} voor de eerste opvangdag.`,
    `De link daarin werkt ${days(activation.validDays)}.`,
    `Wie de link niet gebruikt, krijgt na ${days(activation.remindAfterDays)} een herinnering, hooguit ${counted(activation.reminders, 'keer', 'keer')}.`,
  ],
  departure: ({ departure }) => [
    `Foto's en schrift staan ${days(departure.prepareDaysBefore)} voor de laatste dag klaar; ${days(departure.completeDaysAfter)} erna komen de laatste erbij.`,
    `Na het laatste contract kunt u ${days(departure.downloadDays)} lang alles downloaden.`,
    `De herinnering daaraan komt ${days(departure.remindDaysBefore)} voor het einde.`,
  ],
  remind: ({ remind, credit }) => [
    `Wie niets heeft gezegd over het delen van foto's, krijgt ${days(remind.consentDaysAfter)} na de eerste opvangdag een vraag daarover.`,
    ...(credit
      ? [
          `Over tegoed dat bijna vervalt, krijgt u ${days(remind.creditDaysBefore)} voor de laatste dag bericht.`,
        ]
      : []),
  ],
}

function days(count: number): string {
  return length({ count, unit: 'days' })
}
