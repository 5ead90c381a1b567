import { expect, test } from 'vitest'
import type { Album, AlbumPhoto } from '../album.ts'
import { nameEntries } from '../entry-names.ts'
import { countLeftOut } from '../manifest.ts'
import { tellMonths } from './chronicle.ts'
import { indexPage } from './index-page.ts'
import { monthPage, monthPageName, placePages } from './month-page.ts'
import { readme } from './readme.ts'
import type { PageInput } from './shown.ts'

const photo: AlbumPhoto = {
  sha256: 'a'.repeat(64),
  crc32: 0,
  bytes: 1,
  type: 'image/jpeg',
  takenAt: '2025-06-03T10:15:42',
  caption: 'In de zandbak',
  group: 'Bébés',
}
const entry = {
  writtenAt: '2025-06-03T16:30:00',
  author: 'Sofie',
  text: 'Goed gegeten.',
  photos: [],
} as const
const empty: Album = {
  organisation: 'De Lange Keizer',
  child: { id: '1042', name: 'Noor' },
  language: 'nl',
  period: { from: '2025-01-06', until: '2026-02-27' },
  photos: [],
  diary: [],
  leftOut: [],
}

function inputOf(changes: Partial<Album>): PageInput {
  const album = { ...empty, ...changes }
  const photos = nameEntries(album.photos).map((named) =>
    named.photo.type.startsWith('video/') ? named : { ...named, thumbnail },
  )
  return { album, photos, leftOut: countLeftOut(album.leftOut) }
}

const thumbnail = { name: 'album/klein/x.jpg', width: 400, height: 300 }

/** All pages, by name. */
function pagesOf(changes: Partial<Album>): ReadonlyMap<string, string> {
  const input = inputOf(changes)
  const months = tellMonths(input)
  const placed = placePages(months).map((at) => [monthPageName(at.page), monthPage(at, input)] as const)
  return new Map([['index.html', indexPage(input, months, [])], ...placed])
}

const all = (changes: Partial<Album>) => [...pagesOf(changes).values()].join('\n')
const june = (changes: Partial<Album>) => pagesOf(changes).get('album/2025-06.html') ?? ''
const index = (changes: Partial<Album>) => pagesOf(changes).get('index.html') ?? ''

const nasty = `<script>alert(1)</script>"'><img src=x onerror=alert(2)> & <%= it %>`

test.each([
  ['the text of the diary', { diary: [{ ...entry, text: nasty }] }],
  ['an author', { diary: [{ ...entry, author: nasty }] }],
  ['a caption', { photos: [{ ...photo, caption: nasty }] }],
  ['the name of a group', { photos: [{ ...photo, caption: '', group: nasty }] }],
  ['the name of the child', { child: { id: '1', name: nasty }, diary: [entry] }],
  ['the name of the organisation', { organisation: nasty }],
] as const)('%s can hold no markup', (_, changes) => {
  const html = all(changes)
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;&lt;img src=x')
  expect(html).not.toMatch(/<script|<img src=x|onerror=alert\(2\)>/)
})

test('the browser is told to run nothing and to load nothing from elsewhere', () => {
  for (const html of pagesOf({ photos: [photo], diary: [entry] }).values()) {
    expect(html).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'">`,
    )
    expect(html).not.toMatch(/https?:|style=|<style/)
  }
})

test('emoji, letters of any script and line breaks stay as they were written', () => {
  const text = 'Eerste stapjes 👣👩‍👧\r\n\r\nen\tdaarna slapen. مرحبا'
  expect(june({ diary: [{ ...entry, text }] })).toContain(`<div class="text" dir="auto">${text}</div>`)
})

test('the album goes month by month and day by day, in order, whatever order it came in', () => {
  const moments = ['2025-07-01T09:00:00', '2025-06-30T09:00:00', '2025-06-03T09:00:00'] as const
  const pages = pagesOf({ diary: moments.map((writtenAt) => ({ ...entry, writtenAt })) })
  expect([...pages.keys()]).toEqual(['index.html', 'album/2025-06.html', 'album/2025-07.html'])
  const days = [...(pages.get('album/2025-06.html') ?? '').matchAll(/<h2 .+?>([^<]+)<\/time>/g)]
  expect(days.map(([, label]) => label)).toEqual(['dinsdag 3 juni', 'maandag 30 juni'])
})

test('a month leads to the ones beside it, and to all', () => {
  const moments = ['2024-12-31T09:00:00', '2025-06-30T09:00:00', '2026-01-01T09:00:00'] as const
  const html = june({ diary: moments.map((writtenAt) => ({ ...entry, writtenAt })) })
  const links = [...html.matchAll(/href="(.+?html)"/g)].map(([, href]) => href)
  expect(links).toEqual(['../index.html', '../album/2024-12.html', '../index.html', '../album/2026-01.html'])
})

test('a month of very many photos is told on several pages, each photo on one', () => {
  const photos = Array.from({ length: 1001 }, (_, at) => ({ ...photo, sha256: `${at}`.padStart(64, '0') }))
  const pages = pagesOf({ photos })
  expect([...pages.keys()].slice(1)).toEqual([
    'album/2025-06.html',
    'album/2025-06-2.html',
    'album/2025-06-3.html',
  ])
  expect(all({ photos }).match(/<figure>/g)).toHaveLength(1001)
  expect(june({ photos })).toContain('<h1>juni 2025, bladzijde 1 van 3</h1>')
})

test('a photo of the diary is shown with its entry, and not again on that day', () => {
  const html = june({ photos: [photo], diary: [{ ...entry, photos: [photo.sha256] }] })
  expect(html).toContain(
    '<a href="../fotos/2025/2025-06-03_10.15_Bebes.jpg"><img src="../album/klein/x.jpg" width="400" height="300" loading="lazy" alt="In de zandbak"></a>',
  )
  expect(html.match(/<figure>/g)).toHaveLength(1)
})

test('a photo that an entry of another day shows is also on its own day', () => {
  const later = { ...entry, writtenAt: '2025-06-04T09:00:00', photos: [photo.sha256] } as const
  expect(june({ photos: [photo], diary: [later] }).match(/<figure>/g)).toHaveLength(2)
})

test('under an entry of another day a photo tells its day, and under its own only the time', () => {
  const times = (writtenAt: AlbumPhoto['takenAt']) => {
    const diary = [{ ...entry, writtenAt, photos: [photo.sha256] }]
    return [...all({ photos: [photo], diary }).matchAll(/<figcaption><time[^>]*>([^<]*)</g)].map(
      ([, time]) => time,
    )
  }
  expect(times('2025-06-03T16:30:00')).toEqual(['10:15'])
  expect(times('2025-06-04T09:00:00')).toEqual(['10:15', '3 juni, 10:15'])
  expect(times('2026-01-05T09:00:00')).toEqual(['10:15', '3 juni 2025, 10:15'])
})

test('without a caption a photo is called by its moment and group', () => {
  const html = june({ photos: [{ ...photo, caption: '' }] })
  expect(html).toContain('alt="Foto, dinsdag 3 juni om 10:15, groep Bébés"')
})

test('a photo of the diary that was left out is told', () => {
  const html = june({ diary: [{ ...entry, photos: [photo.sha256] }] })
  expect(html).toContain('Bij dit bericht hoort een foto die niet is meegegeven.')
})

test('a video is shown as a video', () => {
  expect(june({ photos: [{ ...photo, type: 'video/mp4' }] })).toMatch(/<video controls .+\.mp4"/)
})

test('what was left out is told in the album and in the readme, by reason', () => {
  const leftOut = [
    { reason: 'consent-missing', count: 2 },
    { reason: 'missing-file', count: 1 },
  ] as const
  for (const text of [index({ leftOut }), readme(inputOf({ leftOut }))]) {
    expect(text.replaceAll('&#39;', "'")).toContain("2 foto's of video's: er staat een ander kind op")
    expect(text).toContain('1 foto of video: het bestand is er niet meer.')
    expect(text).not.toContain('beschadigd')
  }
})

test('beside the album each file is named, and after a colon told what it is', () => {
  const input = inputOf({})
  const beside = [{ name: 'lees-mij.txt', label: 'Lees mij', what: 'uitleg' }]
  expect(indexPage(input, tellMonths(input), beside)).toContain(
    'Lees mij</a>: <span class="quiet">uitleg</span>',
  )
})

test('an English guardian reads English', () => {
  const html = all({ language: 'en', diary: [entry] })
  expect(html).toContain('<html lang="en">')
  expect(html).toContain('<h1>June 2025</h1>')
  expect(html).toContain('6 January 2025 up to and including 27 February 2026')
  expect(readme(inputOf({ language: 'en' }))).toContain('First unpack the whole ZIP file')
})

test('a child of whom there is nothing gets an album that says so', () => {
  expect([...pagesOf({}).keys()]).toEqual(['index.html'])
  expect(index({})).toContain('Er zijn geen foto&#39;s, en er is niets in het schrift geschreven.')
})

test('the readme says what is in it, for how long it is kept and whom to ask', () => {
  const text = readme(inputOf({ photos: [photo], diary: [entry] }))
  for (const said of [
    'index.html',
    'schrift.pdf',
    'tot en met de dag die in de e-mail',
    'bij De Lange Keizer',
  ]) {
    expect(text).toContain(said)
  }
  expect(readme(inputOf({}))).not.toMatch(/schrift\.pdf|- fotos/)
})

test('the readme of a child of whom there is nothing promises no photos', () => {
  const text = readme(inputOf({}))
  expect(text).toContain('het album, dat leeg is')
  expect(text).not.toMatch(/alle foto's|Op de foto's/)
  expect(readme(inputOf({ diary: [entry] }))).toContain("alle foto's en berichten per maand")
})
