import { exampleMail } from '../../src/mail/test-kit.ts'
import { query } from '../import/databases.ts'

export const NOW = '2026-03-02T08:00:00Z'

/** The same letter, for a loop that writes it once. */
export const SAMPLE = exampleMail()

/** Invitations that wait to be sent, each to a guardian of its own. */
export async function addMails(url: string, mails: number): Promise<void> {
  await query(
    url,
    `set search_path = ouderportaal;
    insert into locations (name, phone, email) values ('De Boomhut', '0318 12 34 56', 'boomhut@opvang.example');
    insert into guardians (first_name, last_name, email, email_key)
      select 'Zoë', 'Jansen', address, address
      from (select 'ouder' || n || '@ouders.example' as address from generate_series(1, ${mails}) as n) as all_addresses;
    insert into activations (id, guardian_id, token_hash, created_at, valid_until)
      select gen_random_uuid(), id, sha256(id::text::bytea), '${NOW}', timestamptz '${NOW}' + interval '14 days'
      from guardians;
    insert into mails (id, key, template, guardian_id, location_id, language, data, message_id, state, created_at)
      select mail, 'activation/' || activation, 'activation', guardian_id, (select id from locations), 'nl',
        jsonb_build_object('activation', activation), mail, 'queued', '${NOW}'
      from (select gen_random_uuid() as mail, id as activation, guardian_id from activations) as invitations;
    analyze`,
  )
}
