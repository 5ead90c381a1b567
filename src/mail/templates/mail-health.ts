import { footer, paragraph, section, signature, type Template } from '../letter.ts'

export interface MailHealthData {
  readonly organisation: string
  readonly waiting: number
  readonly unknown: number
  readonly failed: number
  readonly bounced: number
}

/** To the administrator: mail is not well, in numbers. */
export const mailHealth: Template<MailHealthData> = {
  nl: ({ organisation, waiting, unknown, failed, bounced }) => ({
    subject: `E-mail van het ouderportaal: ${waiting + unknown + failed + bounced} keer een probleem`,
    blocks: [
      paragraph('Beste beheerder,'),
      paragraph('Het versturen van e-mail gaat niet goed. Er zijn meer problemen dan een uur geleden.'),
      ...section(
        'Nu',
        told(
          [waiting, 'wachten langer dan 4 uur'],
          [unknown, 'misschien niet aangekomen'],
          [failed, 'mislukt in de afgelopen 7 dagen'],
          [bounced, 'teruggekomen in de afgelopen 7 dagen'],
        ),
      ),
      paragraph('De opdracht "ouderportaal mail queue" laat zien waarom.'),
      signature('Met vriendelijke groet', organisation),
      footer('U krijgt deze e-mail omdat uw adres in de instellingen staat als dat van de beheerder.'),
    ],
  }),
  en: ({ organisation, waiting, unknown, failed, bounced }) => ({
    subject: `Mail of the parent portal: ${waiting + unknown + failed + bounced} problems`,
    blocks: [
      paragraph('Dear administrator,'),
      paragraph('Sending mail does not go well. There are more problems than an hour ago.'),
      ...section(
        'Now',
        told(
          [waiting, 'wait for more than 4 hours'],
          [unknown, 'may not have arrived'],
          [failed, 'failed in the last 7 days'],
          [bounced, 'came back in the last 7 days'],
        ),
      ),
      paragraph('The command "ouderportaal mail queue" shows why.'),
      signature('Kind regards', organisation),
      footer('You get this e-mail because your address is in the settings as that of the administrator.'),
    ],
  }),
}

/** A line for each, but for what there is none of. */
function told(...troubles: readonly (readonly [count: number, what: string])[]): readonly string[] {
  return troubles.filter(([count]) => count > 0).map(([count, what]) => `${count}: ${what}`)
}
