import { GUARDIAN_ALIASES } from './guardian-aliases.ts'
import { ADDRESS, FAMILY_NAME, INFIX, PHONE } from './words.ts'

const CHILD_NUMBER = [
  'kindnr',
  'kindcode',
  'code kind',
  'kind id',
  'nummer kind',
  'relatienummer',
  'relatienr',
  'relatiecode',
  'leerlingnummer',
  'leerlingnr',
  'child number',
  'child no',
  'child id',
  'child code',
  'pupil number',
  'pupil id',
]

const DAY = ['date', 'dag']

/** Beside the columns of guardians a child's own are often called the child's, before or after. */
function ofChild(...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [name, `${name} kind`, `kind ${name}`])
}

/**
 * What else a column is called by planning packages, schools and childcare systems, Dutch and English, by its
 * canonical name. A name that packages give to more than one thing (`naam`, `nummer`, `mobiel` beside `telefoon`)
 * is none: a profile says what it is in that package.
 */
export const ALIASES: Readonly<Record<string, readonly string[]>> = {
  ...GUARDIAN_ALIASES,
  kindnummer: CHILD_NUMBER,
  roepnaam: [...ofChild('roepnaam', 'voornaam'), 'first name', 'given name', 'forename', 'child first name'],
  tussenvoegsel: ofChild('tussenvoegsel', ...INFIX),
  achternaam: [...ofChild('achternaam', ...FAMILY_NAME), 'child last name'],
  geboortedatum: [
    'geb datum',
    'geb dat',
    'gebdd',
    'geboren op',
    'geboren',
    'geboortedag',
    'datum geboorte',
    ...ofChild('geboortedatum', 'geb datum'),
    'child date of birth',
    'date of birth',
    'birth date',
    'born',
    'dob',
  ],
  locatie: [
    'locatienaam',
    'naam locatie',
    'opvanglocatie',
    'vestiging',
    'vestigingsnaam',
    'location',
    'location name',
    'site',
    'branch',
  ],
  groep: [
    'groepsnaam',
    'groepnaam',
    'naam groep',
    'stamgroep',
    'stamgroepnaam',
    'basisgroep',
    'basisgroepnaam',
    'group',
    'group name',
  ],

  contractnummer: [
    'contractnr',
    'contractcode',
    'contract id',
    'nummer contract',
    'overeenkomstnummer',
    'plaatsingsnummer',
    'plaatsingsnr',
    'plaatsingscode',
    'placement number',
    'overeenkomstnr',
    'contract number',
    'contract no',
  ],
  opvangsoort: [
    'opvangvorm',
    'opvangtype',
    'soort opvang',
    'vorm van opvang',
    'type opvang',
    'product',
    'productnaam',
    'care type',
    'type of care',
  ],
  startdatum: [
    'ingangsdatum',
    'begindatum',
    'datum ingang',
    'datum begin',
    'datum start',
    'startdatum contract',
    'ingangsdatum contract',
    'begindatum contract',
    'start date',
    'begin date',
    'date start',
  ],
  einddatum: [
    'eind datum contract',
    'uitstroomdatum',
    'afloopdatum',
    'datum einde',
    'datum eind',
    'einde contract',
    'end date',
    'date end',
  ],
  weken: [
    'weken per jaar',
    'weken pj',
    'aantal weken',
    'aantal weken per jaar',
    'opvangweken',
    'weeks',
    'weeks per year',
    'number of weeks',
  ],
  maandag: ['ma', 'monday', 'mon'],
  dinsdag: ['di', 'tuesday', 'tue'],
  woensdag: ['wo', 'wednesday', 'wed'],
  donderdag: ['do', 'thursday', 'thu'],
  vrijdag: ['vr', 'friday', 'fri'],

  plaatsen: ['kindplaatsen', 'aantal plaatsen', 'aantal kindplaatsen', 'capaciteit', 'places', 'capacity'],
  telefoon: PHONE,
  email: ADDRESS,

  bestand: ['bestandsnaam', 'fotobestand', 'file', 'file name', 'filename'],
  kindnummers: ['kindnummer', ...CHILD_NUMBER, 'kindnrs', 'kinderen', 'children', 'child numbers'],
  tijdstip: [
    'moment',
    'datum en tijd',
    'datum tijd',
    'genomen op',
    'opnametijd',
    'taken at',
    'date time',
    'timestamp',
  ],
  bijschrift: ['onderschrift', 'omschrijving', 'beschrijving', 'caption', 'description'],

  datum: DAY,
  tijd: ['tijdstip', 'time'],
  auteur: ['schrijver', 'geschreven door', 'medewerker', 'author', 'written by'],
  tekst: ['bericht', 'verslag', 'text', 'message'],
  fotos: ["foto's", 'fotobestanden', 'photos'],

  ouder_email: [
    ...ADDRESS,
    'email',
    ...['ouder', 'verzorger', 'parent', 'guardian'].flatMap((who) =>
      ['email', ...ADDRESS].flatMap((address) => [`${who} ${address}`, `${address} ${who}`]),
    ),
  ],
  doel: ['doeleinde', 'toestemming voor', 'soort toestemming', 'purpose'],
  gegeven_op: ['datum gegeven', 'datum toestemming', 'toestemmingsdatum', 'given on', 'consent date'],
  ingetrokken_op: ['datum ingetrokken', 'datum intrekking', 'intrekdatum', 'withdrawn on'],

  actief_sinds: ['actief vanaf', 'geactiveerd op', 'activatiedatum', 'active since', 'activated on'],

  van: ['vanaf', 'begin', 'begintijd', 'begindatum', 'startdatum', 'eerste dag', 'from', 'start date'],
  tot: ['tot en met', 't/m', 'eindtijd', 'einddatum', 'laatste dag', 'until', 'end date'],
  naam: ['omschrijving', 'reden', 'vakantie', 'vakantienaam', 'name', 'description', 'reason'],
}
