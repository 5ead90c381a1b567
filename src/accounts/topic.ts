/** Mail of a kind that a guardian can do without. */
export interface TopicOf {
  readonly guardian: number
  readonly topic: 'newsletter' | 'weekly-news'
}
