import { expect, test } from 'vitest'
import type { Album, AlbumPhoto } from '../album.ts'
import { nameEntries } from '../entry-names.ts'
import { countLeftOut } from '../manifest.ts'
import { albumPage } from './album-page.ts'
import { diaryPage } from './diary-page.ts'
import { readme } from './readme.ts'

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

function inputOf(changes: Partial<Album>) {
  const album = { ...empty, ...changes }
  return { album, photos: nameEntries(album.photos), leftOut: countLeftOut(album.leftOut) }
}

const diaryOf = (changes: Partial<Album>) => diaryPage(inputOf(changes))
const albumOf = (changes: Partial<Album>) => albumPage(inputOf(changes))

const nasty = `<script>alert(1)</script>"'><img src=x onerror=alert(2)> & <%= it %>`

test.each([
  ['the text of the diary', diaryOf({ diary: [{ ...entry, text: nasty }] })],
  ['an author', diaryOf({ diary: [{ ...entry, author: nasty }] })],
  ['a caption', albumOf({ photos: [{ ...photo, caption: nasty }] })],
  ['the name of the child', albumOf({ child: { id: '1', name: nasty } })],
  ['the name of the organisation', diaryOf({ organisation: nasty })],
])('%s can hold no markup', (_, html) => {
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;&lt;img src=x')
  expect(html).not.toMatch(/<script|<img src=x|onerror=alert\(2\)>/)
})

test('the browser is told to run nothing and to load nothing from elsewhere', () => {
  for (const html of [diaryOf({}), albumOf({})]) {
    expect(html).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'">`,
    )
    expect(html).not.toMatch(/https?:|style=|<style/)
  }
})

test('emoji, letters of any script and line breaks stay as they were written', () => {
  const text = 'Eerste stapjes 👣👩‍👧\r\n\r\nen\tdaarna slapen. مرحبا'
  expect(diaryOf({ diary: [{ ...entry, text }] })).toContain(`<div class="text" dir="auto">${text}</div>`)
})

test('the diary goes month by month, in order, whatever order it came in', () => {
  const moments = ['2025-07-01T09:00:00', '2025-06-30T09:00:00', '2025-06-03T09:00:00'] as const
  const html = diaryOf({ diary: moments.map((writtenAt) => ({ ...entry, writtenAt })) })
  expect([...html.matchAll(/<h2>(.+)<\/h2>/g)].map(([, label]) => label)).toEqual(['juni 2025', 'juli 2025'])
  expect([...html.matchAll(/datetime="(.+?)"/g)].map(([, at]) => at)).toEqual(moments.toReversed())
})

test('a photo of the diary is shown with its entry by a relative link', () => {
  const html = diaryOf({ photos: [photo], diary: [{ ...entry, photos: [photo.sha256] }] })
  expect(html).toContain('<img src="fotos/2025/2025-06-03_10.15_Bebes.jpg" alt="In de zandbak"></a>')
})

test('a photo of the diary that was left out is told', () => {
  const html = diaryOf({ diary: [{ ...entry, photos: [photo.sha256] }] })
  expect(html).toContain('Bij dit bericht hoort een foto die niet is meegegeven.')
})

test('a video is shown as a video', () => {
  expect(albumOf({ photos: [{ ...photo, type: 'video/mp4' }] })).toMatch(/<video controls .+\.mp4"/)
})

test('what was left out is told on both pages and in the readme, by reason', () => {
  const leftOut = [
    { reason: 'consent-missing', count: 2 },
    { reason: 'missing-file', count: 1 },
  ] as const
  for (const text of [
    diaryOf({ leftOut }),
    albumOf({ leftOut }).replaceAll('&#39;', "'"),
    readme(inputOf({ leftOut })),
  ]) {
    expect(text.replaceAll('&#39;', "'")).toContain("2 foto's of video's: er staat een ander kind op")
    expect(text).toContain('1 foto of video: het bestand is er niet meer.')
    expect(text).not.toContain('beschadigd')
  }
})

test('an English guardian reads English', () => {
  const html = diaryOf({ language: 'en', diary: [entry] })
  expect(html).toContain('<html lang="en">')
  expect(html).toContain('<h2>June 2025</h2>')
  expect(html).toContain('6 January 2025 up to and including 27 February 2026')
  expect(readme(inputOf({ language: 'en' }))).toContain('First unpack the whole ZIP file')
})

test('nothing written and nothing taken is said', () => {
  expect(diaryOf({})).toContain('Er is niets in het schrift geschreven.')
  expect(albumOf({})).toContain('Er zijn geen foto&#39;s.')
})
