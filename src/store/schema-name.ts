/** As SQL reads it back unchanged: a schema may be called `order`. */
export function quoted(schema: string): string {
  return `"${schema.replaceAll('"', '""')}"`
}
