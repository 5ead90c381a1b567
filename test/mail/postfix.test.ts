import { on } from 'node:events'
import { watch } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore, type Store } from '../../src/store/open.ts'
import { runCli } from '../support/cli.ts'
import { addChild, addGuardian, addPlace } from '../support/family.ts'
import { deliver, invite } from '../support/mail-work.ts'
import { canRunPostfix, type Postfix, startPostfix } from '../support/postfix.ts'
import { type Database, freshDatabase } from '../support/postgres.ts'
import { type CountingInbox, startInbox } from '../support/smtp.ts'

const BOUNCES = 'bounces@opvang.example'

describe.skipIf(!canRunPostfix())(
  'postfix (skipped where it is not installed, and for who may not start it)',
  () => {
    let database: Database
    let store: Store
    let postfix: Postfix
    let elsewhere: CountingInbox

    beforeAll(async () => {
      database = await freshDatabase()
      store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
      elsewhere = await startInbox({
        onRcptTo: (_address, _session, done) =>
          done(Object.assign(new Error('5.1.1 no such user here'), { responseCode: 550 })),
      })
      postfix = await startPostfix({
        mailboxes: ['anna@ouders.example', BOUNCES],
        refused: { 'vol@ouders.example': '452 4.2.2 mailbox full' },
        relayed: { 'weg@elders.example': Number(new URL(elsewhere.url).port) },
      })
      const place = await addPlace(store, 'De Boomhut')
      for (const name of ['anna@ouders', 'niemand@ouders', 'vol@ouders', 'weg@elders']) {
        const child = await addChild(store, name, place, [{ from: '2026-03-09' }])
        await addGuardian(store, [child], { email: `${name}.example`, firstName: name })
      }
      await invite(store)
    })

    afterAll(async () => {
      await postfix?.stop()
      await elsewhere.close()
      await store.close()
      await database.drop()
    })

    /** The next message that comes into a mailbox. */
    async function nextIn(address: string) {
      const box = join(postfix.maildirOf(address), 'new')
      // From here on nothing that comes is missed: the one in `fs/promises` begins when it is first waited for.
      const watcher = watch(box)
      try {
        const changes = on(watcher, 'change')
        for (;;) {
          const [name] = await readdir(box)
          if (name !== undefined) return await simpleParser(await readFile(join(box, name)))
          await changes.next()
        }
      } finally {
        watcher.close()
      }
    }

    test('what it takes, refuses and puts off is known as such', async () => {
      const { counts } = await deliver(store, postfix.url, {}, { bounces: BOUNCES })
      expect(counts).toMatchObject({ planned: 4, sent: 2, failed: 1, waiting: 1 })
      const rows = await store.read
        .selectFrom('mails')
        .innerJoin('guardians', 'guardians.id', 'mails.guardian_id')
        .select(['first_name', 'state', 'tries'])
        .orderBy('first_name')
        .execute()
      expect(rows).toEqual([
        { first_name: 'anna@ouders', state: 'sent', tries: 1 },
        { first_name: 'niemand@ouders', state: 'failed', tries: 1 },
        { first_name: 'vol@ouders', state: 'queued', tries: 1 },
        { first_name: 'weg@elders', state: 'sent', tries: 1 },
      ])
      const mail = await nextIn('anna@ouders.example')
      expect(mail.text).toContain('https://portaal.example/activeren#')
      expect(mail.headers.get('return-path')).toMatchObject({ value: [{ address: BOUNCES }] })
    })

    test('what it could not pass on comes back as a report, by which the address is marked', async () => {
      await nextIn(BOUNCES)
      const flags = ['--database', database.url, '--json']
      const { code, stdout } = await runCli(['mail', 'bounces', postfix.maildirOf(BOUNCES), ...flags])
      expect(code).toBe(0)
      expect(JSON.parse(stdout)).toMatchObject({ counts: { messages: 1, reports: 1, cameBack: 1 } })
      const gone = await store.read
        .selectFrom('mails')
        .innerJoin('guardians', 'guardians.id', 'mails.guardian_id')
        .select(['mails.state', 'reason'])
        .where('first_name', '=', 'weg@elders')
        .executeTakeFirstOrThrow()
      expect(gone).toEqual({ state: 'failed', reason: 'came back: 5.1.1' })
      // Of the one that was refused at once, and of the one that came back later.
      expect(await store.read.selectFrom('bounces').select('status').execute()).toHaveLength(2)
    })
  },
)
