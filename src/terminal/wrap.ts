/** Wide enough for a sentence, narrow enough to read; a terminal may be narrower. */
const WIDTH = Math.min(100, process.stdout.columns ?? 100)

/** Text on lines of at most so many letters, the first after `first` and the others after as much space. */
export function wrap(text: string, first = '', width = WIDTH): readonly string[] {
  const indent = ' '.repeat(first.length)
  const lines: string[] = []
  let line = first
  for (const word of text.split(/\s+/)) {
    const isBegun = line.length > first.length
    if (isBegun && line.length + 1 + word.length > width) {
      lines.push(line)
      line = indent + word
    } else line += isBegun ? ` ${word}` : word
  }
  return [...lines, line]
}
