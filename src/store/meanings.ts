import type { Tables } from './tables.ts'

/** Who writes a table: this tool, the portal, or both. */
type Writer =
  | 'import'
  | 'portal'
  | 'accounts library'
  | 'requests'
  | 'activate'
  | 'newsletter'
  | 'export'
  | 'retention'
  | 'mail'
  | 'nightly jobs'
  | 'every run'

interface Meaning<Table> {
  readonly about: string
  readonly writers: readonly Writer[]
  readonly columns: Readonly<Record<keyof Table & string, string>>
}

/**
 * What every table and column means; they become the comments of the live schema, and
 * `docs/database.md` is made from those. A table or column without a meaning does not compile.
 */
export const MEANINGS: { readonly [Name in keyof Tables]: Meaning<Tables[Name]> } = {
  locations: {
    about: 'A place with its own closures, phone number and address',
    writers: ['import'],
    columns: {
      id: 'own number',
      name: 'as the planning package writes it',
      phone: 'what guardians are told to phone',
      email: 'where the digest of unanswered requests goes',
    },
  },
  closures: {
    about:
      'Days, or parts of days, on which a location is closed (sluitingsdag), on top of the public holidays of the policy',
    writers: ['import'],
    columns: {
      id: 'own number',
      location_id: 'the location',
      date: 'the day',
      from_time: 'closed from this time, HH:MM; empty: from the beginning of the day',
      until_time: 'closed until this time, HH:MM, not included; empty: until the end of the day',
      name: 'what guardians are told',
    },
  },
  school_holidays: {
    about: 'School holidays of a location; contracts of 40 or 41 weeks have no care in them',
    writers: ['import'],
    columns: {
      id: 'own number',
      location_id: 'the location',
      first_day: 'first day, included',
      last_day: 'last day, included',
      name: 'for instance Meivakantie',
    },
  },
  groups: {
    about: 'A group of children (stamgroep, basisgroep)',
    writers: ['import'],
    columns: {
      id: 'own number',
      location_id: 'the location',
      name: 'unique in its location',
      care_type: 'KDV, peuter, VSO, NSO, BSO or TSO',
      places: 'children it can hold; empty: unknown',
    },
  },
  group_staff: {
    about: 'Members of staff planned in a group on a day; a day without a row is unknown',
    writers: ['portal'],
    columns: { group_id: 'the group', date: 'the day', staff: 'how many' },
  },
  children: {
    about: 'A child',
    writers: ['import'],
    columns: {
      id: 'own number',
      number: "the planning package's number (kindnummer); text, 007 and 7 differ",
      first_name: 'roepnaam',
      infix: 'tussenvoegsel',
      last_name: 'achternaam',
      born: 'date of birth',
      group_id: 'the group the child belongs to now',
    },
  },
  guardians: {
    about: 'A guardian (ouder, verzorger): one person for each e-mail address',
    writers: ['import', 'portal'],
    columns: {
      id: 'own number',
      first_name: 'first name',
      infix: 'tussenvoegsel',
      last_name: 'surname',
      email: 'as it was written; the user name of the account',
      email_key:
        'the address in lower case, by which persons are told apart; empty: belongs to one child only',
      phone: 'never shown to another guardian',
      language: 'nl or en, of mails and exports',
    },
  },
  child_guardians: {
    about: 'Which guardians a child has',
    writers: ['import', 'nightly jobs'],
    columns: {
      child_id: 'the child',
      position: '1 or 2, the place in the planning package',
      guardian_id: 'the guardian',
      custody: 'gezag: an own, equal right to access',
      access_until:
        'the last care day of the child, written when it has passed: after that day the guardian looks and downloads, but asks and writes nothing; empty: care goes on',
    },
  },
  contracts: {
    about: 'A contract: when a child comes to a group',
    writers: ['import'],
    columns: {
      id: 'own number',
      number: "the planning package's number (contractnummer)",
      child_id: 'the child',
      group_id: 'the group',
      care_type: 'KDV, peuter, VSO, NSO, BSO or TSO',
      first_day: 'first day of care, included',
      last_day: 'last day of care, included; empty: open-ended',
      weeks: 'weeks of care a year',
      kind: 'fixed or flexible',
      days: 'hours of care for each weekday, {"mon": "07:30-18:30"}',
    },
  },
  requests: {
    about:
      'What was asked (absence, swap, extra day, credit day, cancellation), with the verdict of the rules',
    writers: ['portal', 'requests'],
    columns: {
      id: 'made of what was asked and when, so that it is kept once; the portal may draw its own',
      child_id: 'the child',
      kind: 'absence, swap, extra, credit-day or cancel',
      date: 'the day it is about; of a swap the day wanted',
      ask: 'the ask as the rules take it',
      asked_at: 'the moment of asking',
      asked_by: 'guardian or staff',
      guardian_id: 'the guardian that asked; empty when staff did',
      because: 'why staff entered it (LK-1)',
      state: 'open, granted, declined (by the location), refused (by the rules) or cancelled',
      verdict: 'every rule with what it compared, as JSON',
      consequences:
        'what follows from it, as JSON: credit is held from the asking on, the rest follows once it is granted; empty for a refusal',
      policy_name: 'the policy that decided',
      policy_from: 'the first day in force of its version',
      decided_from: 'it is decided on this day or later; empty: at once',
      answer_due: 'an answer is due at the end of this day (LK-5)',
      answered_at: 'when it was granted or declined; for what waits for nobody the moment of asking',
      answer_note: 'what the location wrote with the answer',
      flagged_at: 'when it was flagged as unanswered',
      cancelled_at: 'when it was taken back',
    },
  },
  credits: {
    about:
      'A credit (tegoed), earned by an absence or given by the house rules; its days of use never change',
    writers: ['portal', 'requests'],
    columns: {
      id: 'own id',
      child_id: 'whose it is',
      care_type: 'the care that earned it',
      absent_on: 'the absent day',
      usable_from: 'the first day of use, included, computed when it was earned',
      expires_on:
        'the last day of use, included, computed when it was earned (LK-8); empty: it does not lapse',
      unit: 'what it is counted in: minutes, days, day-parts or points',
      amount: 'what was earned, in that unit',
      minutes: 'the hours that were reported absent',
      granted:
        'given by the house rules without a report, and written down with the first request that spends it; once for a child, care and day',
      request_id: 'the request that earned it; of a granted credit the first that spent it',
    },
  },
  credit_entries: {
    about: 'The ledger of credits, which only grows; the sum of the amounts is what is left',
    writers: ['portal', 'requests', 'nightly jobs'],
    columns: {
      id: 'own number',
      credit_id: 'the credit',
      kind: 'earned, spent, returned, expired or corrected',
      amount: 'in the unit of the credit; spent and expired below zero',
      at: 'when',
      request_id: 'the request that caused it',
      key: 'made of content, so that an entry is made once',
    },
  },
  accounts: {
    about: 'The portal account of a guardian',
    writers: ['portal', 'accounts library', 'import'],
    columns: {
      guardian_id: 'the guardian',
      state: 'active or closed',
      password_hash: 'argon2id; empty for an account that an earlier portal holds',
      activated_at: 'when the password was set',
    },
  },
  activations: {
    about: 'An invitation to set a password (LK-11)',
    writers: ['activate', 'nightly jobs', 'accounts library'],
    columns: {
      id: 'random; with the secret key it makes the token of the link',
      guardian_id: 'the guardian',
      token_hash: 'SHA-256 of the token; the token itself is stored nowhere',
      created_at: 'when it was made',
      valid_until: 'the link works until then',
      used_at: 'when the password was set with it',
      replaced_at: 'when a newer one took its place',
      reminders: 'how often was reminded, of this one and of those that it replaced by a reminder',
      reminded_at: 'when was reminded last',
    },
  },
  consents: {
    about: 'A consent of a guardian for a child and a purpose (toestemming)',
    writers: ['portal', 'import', 'nightly jobs'],
    columns: {
      guardian_id: 'who gave it',
      child_id: 'for which child',
      purpose: 'share-photos: photos may go to other guardians (LK-13)',
      given_at: 'when it was given; from a CSV file the beginning of that day in Amsterdam',
      withdrawn_at: 'when it was withdrawn; what is given anew after that is a row of its own',
      ended_on:
        'the last care day of the child, written when it has passed: after that day the consent has ended with the contract; empty: it has not',
    },
  },
  photos: {
    about: 'A photo or video, without position and serial numbers',
    writers: ['import', 'portal'],
    columns: {
      id: 'own number',
      sha256: 'of the stored file, which is found by it',
      crc32: 'of the stored file',
      bytes: 'size of the stored file',
      type: 'image/jpeg, image/png, image/webp, image/heic, video/mp4 or video/quicktime, by its content',
      file_name: 'the name it first came with',
      group_id: 'the group it was taken in',
      taken_at: 'when it was taken, wall clock in Amsterdam',
      taken_from: 'where that is known from: tags, exif, the name of the file or the time of the file',
      caption: 'what staff wrote with it',
      width: 'as it is stored, before it is turned; empty when it does not tell',
      height: 'as width',
      orientation: 'how it is turned to be shown, 1 to 8 as in EXIF; empty is 1',
    },
  },
  photo_children: {
    about: 'Which children are on a photo',
    writers: ['import', 'portal'],
    columns: { photo_id: 'the photo', child_id: 'a child on it' },
  },
  photo_names: {
    about: 'The names a photo has come in by, each with the children that its tags named',
    writers: ['import'],
    columns: {
      photo_id: 'the photo',
      name: 'the name of the file, with its folders',
      child_ids: 'the children that the tags of this name named; photo_children has those of all names',
    },
  },
  diary_entries: {
    about: 'The diary of a child (schrift), by staff and guardians (LK-12)',
    writers: ['import', 'portal'],
    columns: {
      id: 'own number',
      key: 'made of content, so that an entry is kept once',
      child_id: 'the child',
      written_at: 'wall clock in Amsterdam',
      author: 'who wrote it, as shown',
      text: 'with line breaks and emoji',
      guardian_id: 'the guardian who wrote it; empty: staff did',
    },
  },
  diary_photos: {
    about: 'The photos with a diary entry, in their order',
    writers: ['import', 'portal'],
    columns: { entry_id: 'the entry', position: 'from 1', photo_id: 'the photo' },
  },
  exports: {
    about:
      'A departure export for one guardian of a child (LK-15). Who lets somebody download one asks first for `custody` today: one of a guardian who lost it is removed the next night',
    writers: ['export', 'nightly jobs'],
    columns: {
      id: 'own id',
      key: 'made of guardian and content, so that an unchanged export is not made again',
      child_id: 'the child',
      guardian_id: 'for whom',
      state:
        'ready, of which a guardian has one for a child, or one of each part; or removed, which nobody may download any more',
      file: 'where the ZIP is; of a removed one empty as soon as the file is gone',
      bytes: 'its size',
      sha256: 'its SHA-256',
      counts: 'photos, diary entries and what was left out, by reason',
      made_at: 'when it was made',
      offered_until: 'last day on which it can be downloaded',
      remind_on: 'from this day on the guardian is reminded of it, once',
      removed_at: 'when it was removed',
      removed_because:
        'replaced by a newer one, ended with its period, no-custody of its guardian any more, by-hand, or retention; empty: it is ready',
      stamp:
        'of the file when it was made: while it is the same, nobody wrote in it; empty: look at its SHA-256',
      part: 'which part it is of an export that was split by year; the first has the mails',
      parts: 'how many parts there are',
      photos: 'own numbers of the photos in it; empty: not known',
    },
  },
  export_jobs: {
    about: 'Departure exports of a child that wait to be made, and what became of those that waited',
    writers: ['nightly jobs', 'export'],
    columns: {
      id: 'own id',
      key: 'made of its cause, so that it is asked once',
      child_id: 'the child, of whom one waits at a time',
      cause:
        'departure, before the last care day; after-departure, completed after it; photo-withheld, made again without a photo that may be in it no more; or by-hand',
      state: 'queued, made or failed',
      asked_at: 'when it was asked',
      ended_at: 'when it was made or given up',
      reason: 'why it failed or waits; without names or addresses',
      attempts: 'how often a worker began with it',
      try_after: 'not before this moment is it tried again; empty: as soon as it can be',
      fence: 'one more each time a worker takes it: the record of an earlier one is refused',
      worker: 'the worker that has it; empty: none',
      beat_at: 'when that worker last told that it is at it, by the clock of the database',
      split: 'with more bytes of photos and videos it becomes several ZIPs; empty: as the settings say',
    },
  },
  retention_confirmations: {
    about: 'That somebody saw what the retention would remove, and confirmed it',
    writers: ['retention'],
    columns: {
      id: 'own id',
      settings: 'SHA-256 of the settings of retention that it is for; with other settings it is asked anew',
      confirmed_at: 'when',
      actor: 'the user of the machine who confirmed',
      counts: 'what was shown',
    },
  },
  photo_removals: {
    about: 'Files of photos that are to be removed, now that no row names them',
    writers: ['nightly jobs'],
    columns: { sha256: 'of the stored file', asked_at: 'since when' },
  },
  mails: {
    about: 'Outgoing mail; the text is made when it is sent, and no address or token is kept here',
    writers: ['mail', 'activate', 'requests', 'newsletter', 'export', 'nightly jobs', 'portal'],
    columns: {
      id: 'own id',
      key: 'made of its cause, so that it is queued once: `request-answered/ID` of the request',
      template: 'which mail it is; docs/mail.md lists them',
      guardian_id: 'to whom; empty for a mail to a location',
      location_id: 'the location it is from, or to',
      language: 'nl or en',
      data: 'ids and counts that the text is made from: `{"request": ID}` of request-received and request-answered',
      message_id: 'fixed, so that a second copy can be recognised',
      state: 'queued, sending, sent, failed, unknown or skipped',
      attempts: 'how often it may have arrived',
      created_at: 'when it was queued; the Date of the mail',
      sent_at: 'when the server took it',
      reason: 'why it failed, waits or was skipped; without addresses',
      tries: 'how often the mail server was asked to take it',
      first_tried_at: 'when the mail server was asked first; a mail is given up two days after that',
      try_after: 'not before this moment is it tried again; empty: as soon as it can be',
      worker: 'the process that has it; empty: none',
      claimed_at: 'since when that process has it, by the clock of the database',
    },
  },
  bounces: {
    about: 'An address that mail came back from; nothing is mailed there again',
    writers: ['mail'],
    columns: {
      address_hash: 'SHA-256 of the address in lower case: a changed address is another one',
      bounced_at: 'when that was known',
      status: 'why, as RFC 3463 numbers it: 5.1.1 is an unknown mailbox',
      mail_id: 'the mail that came back, where that is known',
    },
  },
  delivery_reports: {
    about:
      'A report that a mail of ours came back, once it was read: it marks nothing again, also after a new try',
    writers: ['mail'],
    columns: {
      digest: 'SHA-256 of what it says, hexadecimal',
      read_at: 'when it was read',
    },
  },
  mail_preferences: {
    about: 'What a guardian wants to be mailed of what can be done without; no row: wanted',
    writers: ['portal', 'accounts library'],
    columns: {
      guardian_id: 'the guardian',
      topic: 'newsletter or weekly-news',
      wanted: 'false: not mailed',
      changed_at: 'when the guardian said so',
    },
  },
  newsletters: {
    about: 'A newsletter that was sent, as it was written',
    writers: ['newsletter'],
    columns: {
      id: 'own id',
      key: 'made of content, so that a guardian gets the same one once',
      subject: 'its subject',
      body: 'its text, in Markdown',
      created_at: 'when it was sent first',
    },
  },
  messages: {
    about: "That the portal has a message for a guardian; its text is the portal's own",
    writers: ['portal'],
    columns: { id: 'own number', guardian_id: 'for whom', written_at: 'when it was written' },
  },
  job_runs: {
    about: 'A run of a job or an import, with counts that balance',
    writers: ['every run'],
    columns: {
      id: 'own id',
      job: 'its name',
      slot: 'job and day (the Monday of a week, day and hour), for a run that is owed once; empty: asked for again',
      at: 'the moment it acted on',
      actor: "who ran it, and so did what its audit rows say: a user of the operating system, or 'daemon'",
      options: 'what was asked of it, by id and number',
      policy: 'name and version of the policy that decided',
      outcome: 'done, partial, refused or failed',
      counts: 'how many of what',
      findings: 'what was found, by code and place; of a failed run the code of the error',
      duration_ms: 'how long it took, in milliseconds',
    },
  },
  import_changes: {
    about: 'What an import brought in, changed or ended, so that it can be undone',
    writers: ['import'],
    columns: {
      id: 'own id, in the order of the changes',
      run_id: 'the run',
      kind: 'children, contracts and so on',
      key: 'what tells the row from others of its kind',
      name: 'the key as people know it',
      before: 'the row as it was; empty: it was not there',
      after: 'the row as it became; of a new child or contract a fingerprint',
    },
  },
  audit: {
    about: 'Who did what to what, in the transaction that did it',
    writers: ['every run', 'accounts library'],
    columns: {
      id: 'own number',
      at: 'the moment',
      run_id: 'the run, which knows who ran it; empty: a guardian did it in the portal',
      action: 'what happened',
      subject: 'to what, by id',
      details: 'counts and ids; never a name, an address or a token',
    },
  },
}
