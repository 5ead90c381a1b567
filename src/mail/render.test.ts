import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import { compose } from './compose.ts'
import { footer, type Language, type Link } from './letter.ts'
import { render } from './render.ts'
import { activation } from './templates/activation.ts'
import { unansweredDigest } from './templates/unanswered-digest.ts'
import { unansweredGuardian } from './templates/unanswered-guardian.ts'
import { activationData, adviceData, digestData, EXAMPLES, exampleMail, LOOK } from './test-kit.ts'

const LANGUAGES: readonly Language[] = ['nl', 'en']
const EVERY = Object.entries(EXAMPLES).flatMap(([name, inLanguage]) =>
  LANGUAGES.map((language) => ({ name, language, mail: inLanguage(language) })),
)

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** What a reader of the HTML sees, as words; a footer's link with the address that it leads to. */
function wordsOfHtml(html: string): readonly string[] {
  const seen = html
    .replace(/<head>.*<\/head>/s, '')
    .replace(/<a href="([^"]*afmelden[^"]*)"[^>]*>(.*?)<\/a>/g, '$2 $1')
    .replace(/<[^>]+>/g, ' ')
  return wordsOf(seen.replace(/&([#\w]+);/g, (_, name: string) => ENTITIES[name] ?? `unknown entity ${name}`))
}

function wordsOf(text: string): readonly string[] {
  const words = text.split(/\s+/).map((word) => word.replace(/[:,.?-]+$/, ''))
  return words.filter((word) => word !== '')
}

describe.each(EVERY)('the mail $name in $language', ({ language, mail }) => {
  it('says the same in text and in HTML, also after the journey', async () => {
    const read = await simpleParser((await compose(exampleMail(mail))).bytes)
    expect(read.html).toBe(mail.html)
    expect(wordsOfHtml(mail.html)).toEqual(wordsOf(read.text ?? ''))
  })

  it('names its language, and fetches nothing', () => {
    expect(mail.html).toContain(`<html lang="${language}">`)
    expect(mail.html).not.toMatch(/<(img|link|script|style|iframe)|src=|url\(/)
  })

  it('has no value that is missing', () => {
    expect(`${mail.subject} ${mail.text} ${mail.html}`).not.toMatch(/undefined|null|NaN|\[object/)
  })

  it('has a subject of one line that fits a phone', () => {
    expect(mail.subject).toMatch(/^[^\n\r]{10,78}$/)
  })
})

describe('a footer', () => {
  const rendered = (link?: Link) => {
    const letter = { subject: 'A newsletter', blocks: [footer('You get this because <b>.', link)] }
    return render({ nl: () => letter, en: () => letter }, undefined, 'en', LOOK)
  }

  it('says why the mail came, and how to end it where that can be done', () => {
    const { text, html } = rendered({ label: 'No more of these', url: 'https://portaal.example/afmelden#x' })
    expect(text).toBe('You get this because <b>.\nNo more of these: https://portaal.example/afmelden#x\n')
    expect(html).toContain('href="https://portaal.example/afmelden#x"')
    expect(html).toContain('because &lt;b&gt;.')
  })

  it('stands without a link where there is nothing to end', () => {
    const { text, html } = rendered()
    expect(text).toBe('You get this because <b>.\n')
    expect(html).not.toContain('<a ')
  })
})

describe('the activation mail', () => {
  it.each(LANGUAGES)('holds all that a guardian needs to log in (%s)', (language) => {
    const data = activationData()
    const { text, html } = render(activation, data, language, LOOK)
    for (const fact of [
      data.organisation,
      data.firstName,
      data.portal,
      data.link,
      data.userName,
      data.locationPhone,
    ]) {
      expect(text).toContain(fact)
      expect(html).toContain(fact)
    }
  })

  it('gives the last moment of the link in words', () => {
    expect(render(activation, activationData(), 'nl', LOOK).text).toContain(
      'maandag 16 maart 2026 om 10:15 uur',
    )
    expect(render(activation, activationData(), 'en', LOOK).text).toMatch(/Monday,? 16 March 2026 at 10:15/)
  })

  it.each(['<b>', '"><script>x</script>', "O'Neill & Zn.", '&amp;', '<%= it.link %>', 'Łukasz 🎈 李'])(
    'shows the name %s as it is written',
    (firstName) => {
      const { text, html } = render(activation, activationData({ firstName }), 'nl', LOOK)
      expect(text).toContain(`Beste ${firstName},`)
      expect(wordsOfHtml(html).join(' ')).toContain(`Beste ${wordsOf(firstName).join(' ')}`)
      expect(html).not.toMatch(/<b>|<script>/)
    },
  )

  it('lets no quotation mark out of a link', () => {
    const { html } = render(
      activation,
      activationData({ link: 'https://portaal.example/"onclick="x' }),
      'nl',
      LOOK,
    )
    expect(html).not.toContain('"onclick')
  })

  it('lets a name with line breaks begin no paragraph', () => {
    const { text } = render(activation, activationData({ firstName: 'Zoë\n\nKlik hier' }), 'nl', LOOK)
    expect(text).toContain('Beste Zoë Klik hier,')
  })

  it('greets a guardian without a first name too', () => {
    expect(render(activation, activationData({ firstName: ' ' }), 'nl', LOOK).text).toMatch(/^Beste ouder,/)
  })

  it('keeps the names of people out of the subject', () => {
    expect(render(activation, activationData({ firstName: 'Zoë' }), 'nl', LOOK).subject).not.toContain('Zoë')
  })

  it('puts a subject on one line', () => {
    const { subject } = render(activation, activationData({ organisation: 'De\r\nKeizer' }), 'nl', LOOK)
    expect(subject).toBe('Uw account voor het ouderportaal van De Keizer')
  })
})

describe('the digest for a location', () => {
  it('lists the oldest request first', () => {
    const { text } = render(unansweredDigest, digestData(), 'nl', LOOK)
    expect(text.match(/^- .*$/gm)).toEqual([
      '- 4711: ruildag, gevraagd op maandag 9 maart 2026',
      '- 4712: extra dag, gevraagd op dinsdag 10 maart 2026',
      '- 4713: dag met tegoed, gevraagd op dinsdag 10 maart 2026',
    ])
  })

  it('counts one request as one', () => {
    const requests = [{ number: '1', kind: 'cancel', askedAt: '2026-03-09T08:00:00' }] as const
    expect(render(unansweredDigest, digestData({ requests }), 'nl', LOOK).subject).toBe(
      '1 aanvraag bij De Sleutelbloem wacht op antwoord',
    )
    expect(render(unansweredDigest, digestData({ requests }), 'en', LOOK).subject).toBe(
      '1 request at De Sleutelbloem waits for an answer',
    )
  })
})

describe('the advice to a guardian', () => {
  it('gives the phone number of the location, to be read and to be tapped', () => {
    const { text, html } = render(unansweredGuardian, adviceData(), 'nl', LOOK)
    expect(text).toContain('Telefoon van De Sleutelbloem: +31 (0)318-12 34 56')
    expect(html).toContain('href="tel:+31318123456"')
  })
})
