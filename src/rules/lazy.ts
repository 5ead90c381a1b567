/** Works something out when it is first asked for, and keeps it: most cases are turned down before all is looked at. */
export function lazy<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined
  return () => {
    known ??= { value: compute() }
    return known.value
  }
}
