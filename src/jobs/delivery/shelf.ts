import type { Sendable } from './prepare.ts'

/** A mail before its turn. */
export interface Coming {
  readonly one: Sendable
  readonly isMarked: boolean
}

/**
 * Mails that are ready, for whichever connection comes first: no mail is tied to a connection that may end. Whoever took
 * one is `done` with it or gives it back.
 */
export interface Shelf {
  /** In the order of the supply. Undefined when there will be no more, also none that is given back, or the run ends. */
  take(): Promise<Coming | undefined>
  done(): void
  /** It certainly was not handed over: another connection has it next. */
  giveBack(mail: Coming): void
  /** What nobody took, when nobody will any more. The run must have ended. */
  clear(): Promise<readonly Coming[]>
}

export interface ShelfOptions {
  readonly next: () => Promise<Sendable | undefined>
  /** Marks it as being sent where that may be; undefined when another process has it by now. */
  readonly ready: (one: Sendable) => Promise<Coming | undefined>
  /** So many are made ready before anybody asks. */
  readonly ahead: number
  /** While false one mail is out at a time: all connections together risk no more than that one. */
  readonly isTrusted: () => boolean
  /** Ends the run. */
  readonly signal: AbortSignal
}

/** Where a mail stands before it is ready, so that none that needs less work overtakes it. */
interface Place {
  mail?: Coming
}

export function openShelf({ next, ready, ahead, isTrusted, signal }: ShelfOptions): Shelf {
  const places: Place[] = []
  let coming = 0
  let preparing = 0
  let out = 0
  let isEmpty = false
  let broken: { readonly error: unknown } | undefined
  let news = Promise.withResolvers<void>()

  function tell(): void {
    news.resolve()
    news = Promise.withResolvers()
  }

  async function fetchOne(): Promise<void> {
    try {
      const one = await next().finally(() => {
        coming -= 1
      })
      if (one) await put(one)
      else isEmpty = true
    } catch (error) {
      broken ??= { error }
    }
    tell()
  }

  async function put(one: Sendable): Promise<void> {
    const place: Place = {}
    places.push(place)
    preparing += 1
    const mail = await ready(one).finally(() => {
      preparing -= 1
    })
    if (mail) place.mail = mail
    else places.splice(places.indexOf(place), 1)
  }

  function fill(): void {
    while (!isEmpty && coming + places.length < ahead) {
      coming += 1
      void fetchOne()
    }
  }

  function takeFirst(): Coming | undefined {
    const mail = isTrusted() || out === 0 ? places[0]?.mail : undefined
    if (!mail) return undefined
    places.shift()
    out += 1
    return mail
  }

  async function take(): Promise<Coming | undefined> {
    while (!signal.aborted) {
      if (broken) throw broken.error
      const mail = takeFirst()
      fill()
      if (mail) return mail
      if (isEmpty && coming + places.length + out === 0) return undefined
      await news.promise
    }
    return undefined
  }

  function done(): void {
    out -= 1
    tell()
  }

  signal.addEventListener('abort', tell, { once: true })
  return {
    take,
    done,
    giveBack(mail) {
      places.unshift({ mail })
      done()
    },
    async clear() {
      while (coming + preparing > 0) await news.promise
      return places.splice(0).flatMap(({ mail }) => (mail ? [mail] : []))
    },
  }
}
