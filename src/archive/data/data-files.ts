import { z } from 'zod'
import type { GeneratedFile } from '../generated.ts'
import { type PageInput, type ShownEntry, type ShownPhoto, showDiary } from '../pages/shown.ts'
import { FILES, type FileContent, type FileKind } from './schemas.ts'

const SCHEMA = 'schema.json'

/** `gegevens/*.json`: the child's data for another program, with the schema that says what it means. */
export function* dataFiles(input: PageInput): Generator<GeneratedFile> {
  const { data } = input.album
  if (data) {
    const { child, you, contracts, requests, credits, consents } = data
    yield fileOf('kind', { child, you, contracts })
    yield fileOf('verzoeken', { requests })
    yield fileOf('tegoeden', { credits })
    yield fileOf('toestemmingen', { consents })
  }
  yield fileOf('schrift', { entries: showDiary(input).map(entryOf) })
  yield fileOf('fotos', { photos: input.photos.map(photoOf) })
  yield json(SCHEMA, schemaOfAll())
}

function fileOf<Kind extends FileKind>(kind: Kind, content: FileContent<Kind>): GeneratedFile {
  return json(`${kind}.json`, { $schema: `${SCHEMA}#/$defs/${kind}`, ...content })
}

function json(name: string, content: object): GeneratedFile {
  return { name: `gegevens/${name}`, type: 'application/json', text: `${JSON.stringify(content, null, 2)}\n` }
}

function schemaOfAll(): object {
  const definitions = Object.entries(FILES).map(([kind, schema]) => {
    const { $schema: _, ...body } = z.toJSONSchema(schema)
    return [kind, body]
  })
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'What a childcare organisation wrote down about a child, for one of its guardians',
    $defs: Object.fromEntries(definitions),
  }
}

function entryOf({ entry: { writtenAt, author, text }, photos, notHere }: ShownEntry) {
  return { writtenAt, author, text, photos: photos.map(({ name }) => name), photosNotIncluded: notHere }
}

function photoOf({ photo: { takenAt, group, caption, type }, name }: ShownPhoto) {
  return { file: name, takenAt, group, ...(caption && { caption }), type }
}
