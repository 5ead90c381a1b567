import { z } from 'zod'
import type { GeneratedFile } from '../generated.ts'
import { jsonPieces } from '../json-pieces.ts'
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
  yield photosFile(input)
  yield json(SCHEMA, schemaOfAll())
}

function fileOf<Kind extends FileKind>(kind: Kind, content: FileContent<Kind>): GeneratedFile {
  return json(`${kind}.json`, { ...schemaOf(kind), ...content })
}

/** The one that can be long. */
function photosFile({ photos }: PageInput): GeneratedFile {
  return jsonFile('fotos.json', jsonPieces(schemaOf('fotos'), 'photos', listPhotos(photos)))
}

function schemaOf(kind: FileKind) {
  return { $schema: `${SCHEMA}#/$defs/${kind}` }
}

function json(name: string, content: object): GeneratedFile {
  return jsonFile(name, `${JSON.stringify(content, null, 2)}\n`)
}

function jsonFile(name: string, content: GeneratedFile['content']): GeneratedFile {
  return { name: `gegevens/${name}`, type: 'application/json', content }
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

function entryOf({ entry, photos, notHere }: ShownEntry) {
  const { writtenAt, author, text, inOtherParts } = entry
  return {
    ...{ writtenAt, author, text, photos: photos.map(({ name }) => name), photosNotIncluded: notHere },
    ...(inOtherParts !== undefined && { photosInOtherParts: inOtherParts }),
  }
}

function* listPhotos(photos: readonly ShownPhoto[]) {
  for (const photo of photos) yield photoOf(photo)
}

type ListedPhoto = FileContent<'fotos'>['photos'][number]

function photoOf({ photo: { takenAt, group, caption, type }, name }: ShownPhoto): ListedPhoto {
  return { file: name, takenAt, group, ...(caption && { caption }), type }
}
