/**
 * Writes fixtures/organisation anew: `node scripts/make-fixtures.ts`. The same every time: what is drawn
 * comes from seeds, and no clock is read. Needs rsvg-convert, ffmpeg and exiftool (Debian: librsvg2-bin,
 * ffmpeg, libimage-exiftool-perl); who only uses the fixtures needs none of them.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { tagRows } from './fixtures/album.ts'
import { writeCsv } from './fixtures/csv.ts'
import { diaryRows } from './fixtures/diary.ts'
import { writePhotos } from './fixtures/photos.ts'
import {
  childRows,
  closureRows,
  contractRows,
  groupRows,
  locationRows,
  schoolHolidayRows,
} from './fixtures/planning.ts'
import { accountRows, consentRows } from './fixtures/portal.ts'
import { writeVideo } from './fixtures/video.ts'

const ORGANISATION = join(import.meta.dirname, '../fixtures/organisation')

const TABLES = {
  'locations.csv': locationRows(),
  'groups.csv': groupRows(),
  'closures.csv': closureRows(),
  'school-holidays.csv': schoolHolidayRows(),
  'children.csv': childRows(),
  'contracts.csv': contractRows(),
  'accounts.csv': accountRows(),
  'consents.csv': consentRows(),
  'photos.csv': tagRows(),
}

for (const [file, rows] of Object.entries(TABLES)) writeCsv(join(ORGANISATION, file), rows)

// The diary has emoji, which Windows-1252 does not.
writeCsv(join(ORGANISATION, 'diary.csv'), diaryRows(), 'utf-8-bom')

const photos = join(ORGANISATION, 'photos')
rmSync(photos, { recursive: true, force: true })
mkdirSync(photos, { recursive: true })
writePhotos(photos)
writeVideo(photos)
