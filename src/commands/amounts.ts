/** A number with the noun of it, as one or as many. */
export function amount(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

export const mediaWords = (count: number) => amount(count, 'photo or video', 'photos and videos')

/** What is in an export. */
export function contentWords({ photos, diary }: { readonly photos: number; readonly diary: number }): string {
  return `${mediaWords(photos)}, ${amount(diary, 'diary entry', 'diary entries')}`
}
