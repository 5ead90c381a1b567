/** What dark mail is written on: of a box of facts, the lightest there is, of the column and of the page around it. */
export const DARK = { box: '#2b333a', column: '#20262c', page: '#14181c' } as const

// WCAG 2.2, 1.4.3.
const READABLE = 4.5
const STEPS = 20

/** White text on the colour, and text in it on white, can be read. */
export function isReadableOnWhite(colour: string): boolean {
  return contrast('#ffffff', colour) >= READABLE
}

/** An organisation has one colour, and thousands of mails in it. */
const tinted = new Map<string, string>()

/** The colour with as much white in it as it takes to be read on dark, `#rrggbb`. */
export function onDark(colour: string): string {
  const known = tinted.get(colour) ?? tintOf(colour)
  tinted.set(colour, known)
  return known
}

function tintOf(colour: string): string {
  const tints = Array.from({ length: STEPS }, (_, step) => withWhite(colour, step / STEPS))
  return tints.find((tint) => contrast(tint, DARK.box) >= READABLE) ?? '#ffffff'
}

function contrast(one: string, other: string): number {
  const [dark = Number.NaN, light = Number.NaN] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [red = Number.NaN, green = Number.NaN, blue = Number.NaN] = channels(colour).map(linear)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** A channel of sRGB as the light it stands for. */
function linear(channel: number): number {
  const value = channel / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

function withWhite(colour: string, share: number): string {
  const mixed = channels(colour).map((channel) => Math.round(channel + (255 - channel) * share))
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

/** Red, green and blue of `#rrggbb`; none when it is no such colour. */
function channels(colour: string): readonly number[] {
  const [, ...parts] = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(colour) ?? []
  return parts.map((part) => Number.parseInt(part, 16))
}
