/** How an organisation's mails look. */
export interface Look {
  readonly organisation: string
  /** Of buttons and links, `#rrggbb`, dark enough to be read on white. */
  readonly colour: string
  /** An https address of a picture, shown small above the mail; its text is the organisation's name. */
  readonly logo?: string | undefined
}

export const DEFAULT_COLOUR = '#0b57a4'
