import type { Command } from 'commander'
import type { Cli } from '../leaf.ts'
import { addPhotoList } from './list.ts'
import { addPhotoRemove } from './remove.ts'
import { addPhotoTag, addPhotoUntag } from './tag.ts'
import { addPhotoWho } from './who.ts'

export function addPhoto(parent: Command, cli: Cli): void {
  const photo = parent
    .command('photo')
    .summary('list photos; tell who may see one, and why; tag one, remove one')
  addPhotoList(photo, cli)
  addPhotoWho(photo, cli)
  addPhotoTag(photo, cli)
  addPhotoUntag(photo, cli)
  addPhotoRemove(photo, cli)
}
