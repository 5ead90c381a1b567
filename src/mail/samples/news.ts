import type { ConsentMissingData } from '../templates/consent-missing.ts'
import type { CreditsExpiringData } from '../templates/credits-expiring.ts'
import type { NewsletterData } from '../templates/newsletter.ts'
import type { WeeklyNewsData } from '../templates/weekly-news.ts'

const portal = 'https://portaal.example'

const unsubscribe = (topic: string) =>
  `${portal}/afmelden?mail=${topic}.12.gBq7Yx0vJm3ZkT1sWc9LdR5hUe2NfPaO4iKjVrXwz6M`

export const CONSENT_MISSING: Omit<ConsentMissingData, 'organisation'> = {
  firstName: 'Zoë',
  children: ['Noor', 'Sem'],
  portal,
  location: 'De Sleutelbloem',
  locationPhone: '0318 12 34 56',
}

export const CREDITS_EXPIRING = (language: 'nl' | 'en'): Omit<CreditsExpiringData, 'organisation'> => ({
  firstName: 'Zoë',
  portal,
  credits: [
    {
      child: 'Noor',
      amount: language === 'nl' ? '10 uur en 30 minuten' : '10 hours and 30 minutes',
      lastDay: '2026-03-06',
    },
    { child: 'Sem', amount: language === 'nl' ? '1 dagdeel' : '1 day-part', lastDay: '2026-03-09' },
  ],
})

export const WEEKLY_NEWS: Omit<WeeklyNewsData, 'organisation'> = {
  firstName: 'Zoë',
  photos: 12,
  diary: 3,
  messages: 1,
  portal,
  unsubscribe: unsubscribe('weekly-news'),
}

export const NEWSLETTER: Omit<NewsletterData, 'organisation'> = {
  firstName: 'Zoë',
  subject: 'Nieuws van De Sleutelbloem',
  title: { part: 'title', lines: [[{ text: 'Nieuws van De Sleutelbloem' }]] },
  parts: [
    {
      part: 'paragraph',
      lines: [
        [{ text: 'Op ' }, { text: 'dinsdag 10 maart', strong: true }, { text: ' eten wij samen soep.' }],
        [{ text: 'Komt u ook?', emphasis: true }],
      ],
    },
    { part: 'heading', lines: [[{ text: 'Wat neemt u mee?' }]] },
    { part: 'list', ordered: false, items: [[[{ text: 'een kom' }]], [[{ text: 'een lepel' }]]] },
    { part: 'rule' },
    {
      part: 'paragraph',
      lines: [
        [
          { text: 'Meer staat op ' },
          { text: 'https://opvang.example/soep', url: 'https://opvang.example/soep' },
          { text: '.' },
        ],
      ],
    },
  ],
  unsubscribe: unsubscribe('newsletter'),
}
