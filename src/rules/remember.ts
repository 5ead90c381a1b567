/** More answers than a year of days has questions; beyond that all are forgotten, so that a long-lived process doesn't grow. */
const MOST_ANSWERS = 20_000

/** A pure function that keeps its answers: a search for another day asks the same of the calendar again and again. */
export function remember<K extends string | number, V>(compute: (key: K) => V): (key: K) => V {
  const answers = new Map<K, V>()
  return (key) => {
    const known = answers.get(key)
    if (known !== undefined) return known
    const answer = compute(key)
    if (answers.size >= MOST_ANSWERS) answers.clear()
    answers.set(key, answer)
    return answer
  }
}

/** As `remember`, of what follows from a value that doesn't change, for as long as that value lives. */
export function rememberFor<T extends object, K extends string | number, V>(
  compute: (value: T, key: K) => V,
): (value: T, key: K) => V {
  const answers = new WeakMap<T, (key: K) => V>()
  return (value, key) => {
    const known = answers.get(value)
    if (known) return known(key)
    const answer = remember((one: K) => compute(value, one))
    answers.set(value, answer)
    return answer(key)
  }
}
