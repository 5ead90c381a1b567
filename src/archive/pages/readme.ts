import { frameOf, type PageInput } from './page.ts'

/** `lees-mij.txt`: what this is, how to open it and what is not in it. */
export function readme(input: PageInput): string {
  const { texts, organisation, child, period, leftOut } = frameOf(input)
  const missing =
    leftOut.length === 0 ? [] : ['', `${texts.leftOutTitle}:`, ...leftOut.map((line) => `- ${line}`)]
  return [`${organisation}: ${child}, ${period}`, '', ...texts.readme, ...missing, ''].join('\r\n')
}
