import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../src/mail/test-server.ts'
import { findProgram } from './programs.ts'

/** A real mail server, Debian's postfix, with settings, queue and port of its own. */
export interface Postfix {
  readonly url: string
  /** The Maildir of an address that it delivers itself. */
  maildirOf(address: string): string
  stop(): Promise<void>
}

/** It changes users, so only the superuser can start it. */
export function canRunPostfix(): boolean {
  return findProgram('postfix') !== undefined && process.getuid?.() === 0
}

/** What postfix does with mail, besides the mailboxes that it has. */
export interface PostfixRules {
  /** Addresses with a mailbox. */
  readonly mailboxes: readonly string[]
  /** An address and the reply that it gets when it is named as a recipient. */
  readonly refused?: Readonly<Record<string, string>>
  /** An address and the port of the server that its mail is passed on to. */
  readonly relayed?: Readonly<Record<string, number>>
}

const SERVICES = `
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`

const NOBODY = 65534

export async function startPostfix(rules: PostfixRules): Promise<Postfix> {
  const folder = mkdtempSync(join(tmpdir(), 'ouderportaal-postfix-'))
  const port = await freePort()
  prepare(folder, port, rules)
  const server = spawn('postfix', ['-c', join(folder, 'etc'), 'start-fg'], { stdio: 'ignore' })
  await ready(port, server)
  return {
    url: `smtp://127.0.0.1:${port}`,
    maildirOf: (address) => join(folder, 'mail', address),
    async stop() {
      spawnSync('postfix', ['-c', join(folder, 'etc'), 'stop'])
      if (server.exitCode === null && server.signalCode === null) await once(server, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function prepare(folder: string, port: number, rules: PostfixRules): void {
  chmodSync(folder, 0o755)
  for (const name of ['etc', 'spool', 'data', 'mail']) mkdirSync(join(folder, name))
  const write = (name: string, text: string) => writeFileSync(join(folder, 'etc', name), text)
  write('main.cf', settingsOf(folder, rules))
  write('master.cf', `127.0.0.1:${port} inet n - n - - smtpd${SERVICES}`)
  write('mailboxes', rules.mailboxes.map((address) => `${address} ${address}/\n`).join(''))
  write(
    'refused',
    lines(rules.refused ?? {}, (reply) => reply),
  )
  write(
    'relayed',
    lines(rules.relayed ?? {}, (to) => `smtp:[127.0.0.1]:${to}`),
  )
  const owner = Number(spawnSync('id', ['-u', 'postfix'], { encoding: 'utf8' }).stdout)
  chownSync(join(folder, 'data'), owner, owner)
  chownSync(join(folder, 'mail'), NOBODY, NOBODY)
  // It would make them itself; but then nobody could watch them before the first mail.
  for (const address of rules.mailboxes) {
    for (const beneath of ['', 'new', 'cur', 'tmp']) {
      const maildir = join(folder, 'mail', address, beneath)
      mkdirSync(maildir, 0o700)
      chownSync(maildir, NOBODY, NOBODY)
    }
  }
}

function lines<Value>(entries: Readonly<Record<string, Value>>, word: (value: Value) => string): string {
  return Object.entries(entries)
    .map(([address, value]) => `${address} ${word(value)}\n`)
    .join('')
}

function settingsOf(folder: string, { mailboxes, relayed = {} }: PostfixRules): string {
  const own = new Set(mailboxes.map(domainOf))
  const others = new Set(Object.keys(relayed).map(domainOf))
  const settings = {
    compatibility_level: '3.6',
    queue_directory: join(folder, 'spool'),
    data_directory: join(folder, 'data'),
    config_directory: join(folder, 'etc'),
    mail_owner: 'postfix',
    setgid_group: 'postdrop',
    maillog_file: join(folder, 'log'),
    maillog_file_prefixes: tmpdir(),
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    myhostname: 'mail.opvang.example',
    mydestination: '',
    mynetworks: '127.0.0.0/8',
    virtual_mailbox_domains: [...own].join(' '),
    virtual_mailbox_base: join(folder, 'mail'),
    virtual_mailbox_maps: `texthash:${join(folder, 'etc', 'mailboxes')}`,
    virtual_uid_maps: `static:${NOBODY}`,
    virtual_gid_maps: `static:${NOBODY}`,
    relay_domains: [...others].join(' '),
    transport_maps: `texthash:${join(folder, 'etc', 'relayed')}`,
    smtp_dns_support_level: 'disabled',
    smtpd_recipient_restrictions: `check_recipient_access texthash:${join(folder, 'etc', 'refused')}, permit_mynetworks, reject`,
  }
  return lines(settings, (value) => `= ${value}`)
}

function domainOf(address: string): string {
  return address.slice(address.indexOf('@') + 1)
}

/** Comes back when somebody answers at the port. */
async function ready(port: number, server: ChildProcess): Promise<void> {
  while (!(await answers(port))) {
    if (server.exitCode !== null) throw new Error(`postfix ended with ${server.exitCode} before it answered`)
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('data', () => resolve(true)).once('error', () => resolve(false))
    socket.once('data', () => socket.destroy())
  })
}
