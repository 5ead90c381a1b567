import type { Payment, Policy } from '../../../rules/index.ts'
import type { SettingWords } from '../../settings.ts'
import { limit } from '../cases.ts'

const SIZES: Readonly<Record<Payment['size'][number]['is'], string>> = {
  any: 'be worth more or less than the day',
  equal: 'only be worth as much as the day',
  'not-longer': 'not be worth less than the day',
}

const SHORTAGE: Readonly<Record<Payment['shortage'], string>> = {
  refused: 'With too little credit it is not possible.',
  invoiced: 'With too little credit you pay the rest.',
  free: 'With too little credit the rest is free of charge.',
}

const REST: Readonly<Record<Payment['rest'], string>> = {
  kept: 'What is left of credit stays yours.',
  lost: 'What is left of credit lapses.',
}

/** How credit pays for a day. */
export const PAYING = {
  'credit.pays.size': ofPayment(({ size }) => limit('Credit may', size, (is) => SIZES[is], SIZES.any)),
  'credit.pays.together': ofPayment(({ together }) => [
    together
      ? 'You can use several credits together for one day. The oldest goes first.'
      : 'You use one credit for one day.',
  ]),
  'credit.pays.shortage': ofPayment(({ shortage }) => [SHORTAGE[shortage]]),
  'credit.pays.rest': ofPayment(({ rest }) => [REST[rest]]),
  'credit.contractChange': ({ credit }) =>
    credit?.contractChange === 'in-proportion'
      ? ['When the contract gets more or fewer days a week, the credit changes in proportion.']
      : [],
} satisfies Partial<SettingWords>

function ofPayment(say: (pays: Payment) => readonly string[]) {
  return ({ credit }: Policy): readonly string[] => (credit ? say(credit.pays) : [])
}
