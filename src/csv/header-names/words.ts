/* Names of what both a child and a guardian have, or both a guardian and a location. */

export const FIRST_NAME = ['roepnaam', 'first name', 'given name', 'forename']

export const INFIX = [
  'tussenvoegsels',
  'tussenv',
  'tussenvoegsel achternaam',
  'voorvoegsel',
  'voorvoegsels',
  'voorv',
  'voorvoegsel achternaam',
  'voorvoegsel geslachtsnaam',
  'infix',
  'prefix',
]

export const FAMILY_NAME = ['geslachtsnaam', 'familienaam', 'last name', 'family name', 'surname']

export const ADDRESS = ['emailadres', 'mail', 'mailadres', 'email address', 'mail address']

export const PHONE = ['telefoonnummer', 'telefoonnr', 'telnr', 'tel', 'phone', 'phone number', 'telephone']
