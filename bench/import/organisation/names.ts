/** Made up from what is common in the Netherlands, with letters that are not in ASCII. */
export const FIRST_NAMES: readonly string[] =
  'Noah Emma Lucas Julia Sem Mila Finn Zoë Daan Tess Levi Saar Luuk Noor Bram Eva Mees Sara Thijs Lotte Jesse Fenna Adam Yara Moos Lieke Noëlle Sanne Ömer Aylin Mohammed Fatima Chloé Joël Renée Jurriën Anaïs Søren Inès Paweł'.split(
    ' ',
  )

/** What stands before a last name, as often as it is there, and the last name. */
export const LAST_NAMES: readonly (readonly [infix: string, name: string])[] = [
  ['', 'Jansen'],
  ['de', 'Vries'],
  ['van den', 'Berg'],
  ['', 'Bakker'],
  ['van', 'Dijk'],
  ['', 'Visser'],
  ['', 'Smit'],
  ['', 'Meijer'],
  ['de', 'Boer'],
  ['', 'Mulder'],
  ['de', 'Groot'],
  ['', 'Bos'],
  ['', 'Vos'],
  ['', 'Peters'],
  ['van', 'Leeuwen'],
  ['', 'Dekker'],
  ['', 'Öztürk'],
  ['', 'Yılmaz'],
  ['el', 'Amrani'],
  ['', 'Nuñez'],
  ['van der', 'Meer'],
  ['', "d'Hondt"],
  ['ter', 'Beek'],
  ['', 'Kowalski-Vermeulen'],
]
