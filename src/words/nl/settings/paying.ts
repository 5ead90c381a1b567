import type { Payment, Policy } from '../../../rules/index.ts'
import type { SettingWords } from '../../settings.ts'
import { limit } from '../cases.ts'

const SIZES: Readonly<Record<Payment['size'][number]['is'], string>> = {
  any: 'groter of kleiner zijn dan de dag',
  equal: 'alleen even groot zijn als de dag',
  'not-longer': 'niet kleiner zijn dan de dag',
}

const SHORTAGE: Readonly<Record<Payment['shortage'], string>> = {
  refused: 'Is er te weinig tegoed, dan kan het niet.',
  invoiced: 'Is er te weinig tegoed, dan betaalt u de rest.',
  free: 'Is er te weinig tegoed, dan is de rest gratis.',
}

const REST: Readonly<Record<Payment['rest'], string>> = {
  kept: 'Wat er van tegoed overblijft, houdt u.',
  lost: 'Wat er van tegoed overblijft, vervalt.',
}

/** How credit pays for a day. */
export const PAYING = {
  'credit.pays.size': ofPayment(({ size }) => limit('Tegoed mag', size, (is) => SIZES[is], SIZES.any)),
  'credit.pays.together': ofPayment(({ together }) => [
    together
      ? 'U kunt meer tegoeden samen gebruiken voor één dag. Het oudste gaat eerst.'
      : 'U gebruikt één tegoed voor één dag.',
  ]),
  'credit.pays.shortage': ofPayment(({ shortage }) => [SHORTAGE[shortage]]),
  'credit.pays.rest': ofPayment(({ rest }) => [REST[rest]]),
  'credit.contractChange': ({ credit }) =>
    credit?.contractChange === 'in-proportion'
      ? ['Krijgt het contract meer of minder dagen per week, dan verandert het tegoed naar verhouding.']
      : [],
} satisfies Partial<SettingWords>

function ofPayment(say: (pays: Payment) => readonly string[]) {
  return ({ credit }: Policy): readonly string[] => (credit ? say(credit.pays) : [])
}
