import { type Kysely, sql } from 'kysely'

/** More types of photos and films with what is known of them, the names that each came in by, and who wrote in a diary. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `alter table photos
    drop constraint photos_type_check,
    drop constraint photos_taken_from_check,
    add constraint photos_type_check check (type in
      ('image/jpeg', 'image/png', 'image/webp', 'image/heic', 'video/mp4', 'video/quicktime')),
    add constraint photos_taken_from_check check (taken_from in ('tags', 'exif', 'name', 'file')),
    add column width integer check (width > 0),
    add column height integer check (height > 0),
    add column orientation smallint check (orientation between 1 and 8)`,
  `create index photos_taken on photos (taken_at)`,
  `create table photo_names (
    photo_id integer not null references photos on delete cascade,
    name text not null,
    child_ids integer[] not null,
    primary key (photo_id, name)
  )`,
  `create index photo_names_name on photo_names (name)`,
  `create index photo_names_last_part on photo_names (regexp_replace(name, '^.*/', ''))`,
  `insert into photo_names (photo_id, name, child_ids)
    select photos.id, file_name, coalesce(array_agg(child_id order by child_id) filter (where child_id is not null), '{}')
    from photos left join photo_children on photo_id = photos.id group by photos.id`,
  `alter table diary_entries add column guardian_id integer references guardians`,
]
