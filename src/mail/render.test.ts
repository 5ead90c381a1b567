import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import { ASK_KINDS } from '../rules/ask.ts'
import { LANGUAGES } from './check-templates.ts'
import { compose } from './compose.ts'
import { footer, type Link } from './letter.ts'
import { render } from './render.ts'
import { ENDED } from './samples/exports.ts'
import { CHILD } from './samples/people.ts'
import { refusedRequest } from './samples/requests.ts'
import { activation } from './templates/activation.ts'
import { exportEnded } from './templates/export-ended.ts'
import { type RequestAnsweredData, requestAnswered } from './templates/request-answered.ts'
import { unansweredDigest } from './templates/unanswered-digest.ts'
import { unansweredGuardian } from './templates/unanswered-guardian.ts'
import { activationData, adviceData, digestData, EVERY, exampleMail, LOOK } from './test-kit.ts'

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** What a reader of the HTML sees, as words; the words of a link with the address that they lead to,
 * which below a button is written out. */
function wordsOfHtml(html: string): readonly string[] {
  const seen = html
    .replace(/<head>.*<\/head>|<!--.*?-->/gs, '')
    .replace(/<a href="(https:[^"]*)" class="(?:brand|ink)"[^>]*>(.*?)<\/a>/gs, (_, url, words) =>
      words === url ? url : `${words} ${url}`,
    )
    .replace(/<[^>]+>/g, ' ')
  return wordsOf(seen.replace(/&([#\w]+);/g, (_, name: string) => ENTITIES[name] ?? `unknown entity ${name}`))
}

function wordsOf(text: string): readonly string[] {
  const words = text.split(/\s+/).map((word) => word.replace(/[:,.?-]+$/, ''))
  return words.filter((word) => word !== '')
}

describe.each(EVERY)('the mail $name in $language', ({ language, mail }) => {
  it('says the same in text and in HTML, also after the journey', async () => {
    const read = await simpleParser(compose(exampleMail(mail)).bytes)
    expect(read.html).toBe(mail.html)
    expect(wordsOfHtml(mail.html)).toEqual(wordsOf(read.text ?? ''))
  })

  it('names its language, and fetches nothing', () => {
    expect(mail.html).toContain(`<html lang="${language}">`)
    expect(mail.html).not.toMatch(/<(img|link|script|iframe)|src=|url\(|@import/)
  })

  it('has no value that is missing', () => {
    expect(`${mail.subject} ${mail.text} ${mail.html}`).not.toMatch(/undefined|null|NaN|\[object/)
  })

  it('names no child in its subject', () => {
    expect(mail.subject).not.toContain(CHILD)
  })

  it('has a subject of one line that fits a phone', () => {
    expect(mail.subject).toMatch(/^[^\n\r]{10,78}$/)
  })
})

describe('the answer to a request', () => {
  const answered = (some: Partial<RequestAnsweredData>) =>
    render(requestAnswered, { ...refusedRequest('nl'), organisation: 'x', ...some }, 'nl', LOOK)

  it('shows a child named <b> as such, and not in the subject', () => {
    const { subject, text, html } = answered({ child: '<b>' })
    expect(text).toContain('Uw aanvraag voor <b> kan helaas niet doorgaan.')
    expect(html).toContain('Uw aanvraag voor &lt;b&gt; kan helaas niet doorgaan.')
    expect(html).not.toContain('<b>')
    expect(subject).toBe('Uw aanvraag kan niet doorgaan')
  })

  it('names no child in the subject of any kind of request, however it ends', () => {
    for (const kind of ASK_KINDS)
      for (const state of ['granted', 'declined', 'refused'] as const) {
        const { subject, text } = answered({ child: 'Kanarie', kind, state })
        expect(text).toContain('Kanarie')
        expect(subject).not.toContain('Kanarie')
      }
  })

  it('has no heading without something under it', () => {
    const { text } = answered({ reasons: [], instead: [], note: '' })
    expect(text).not.toMatch(/Waarom|Wat wel kan|Bericht/)
    expect(answered({ note: 'Bel ons even.' }).text).toContain('Bericht van De Sleutelbloem\n\nBel ons even.')
  })
})

describe('a location without a phone number', () => {
  it('leaves no empty box', () => {
    const { html } = render(exportEnded, { ...ENDED, organisation: 'x', locationPhone: '' }, 'nl', LOOK)
    expect(html).not.toContain('<dl')
  })
})

describe('a logo', () => {
  it('is decoration that says the name of the organisation where it is not shown', () => {
    const look = { ...LOOK, organisation: 'A & "B"', logo: 'https://opvang.example/logo.png' }
    const { html, text } = render(activation, activationData(), 'nl', look)
    expect(html).toContain(
      '<img src="https://opvang.example/logo.png" alt="A &amp; &quot;B&quot;" height="48"',
    )
    expect(text).toMatch(/^A & "B"\n/)
  })
})

describe('a footer', () => {
  const rendered = (link?: Link) => {
    const letter = { subject: 'A newsletter', blocks: [footer('You get this because <b>.', link)] }
    return render({ nl: () => letter, en: () => letter }, undefined, 'en', LOOK)
  }

  it('says why the mail came, and how to end it where that can be done', () => {
    const { text, html } = rendered({ label: 'No more of these', url: 'https://portaal.example/afmelden#x' })
    expect(text).toContain(
      '\n\nYou get this because <b>.\nNo more of these: https://portaal.example/afmelden#x\n',
    )
    expect(html).toContain('href="https://portaal.example/afmelden#x"')
    expect(html).toContain('because &lt;b&gt;.')
  })

  it('stands without a link where there is nothing to end', () => {
    const { text, html } = rendered()
    expect(text).toBe('Kinderopvang De Lange Keizer\n\nYou get this because <b>.\n')
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
      'maandag 16 maart 2026, 10:15 uur',
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
    expect(render(activation, activationData({ firstName: ' ' }), 'nl', LOOK).text).toMatch(/^Beste ouder,/m)
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
