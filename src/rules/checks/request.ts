import { requestRule } from '../rule.ts'

/** LK-1: staff enter a request for a guardian only with the reason why the portal could not be used. */
export const requestDigital = requestRule('request.digital', ({ asking }) => {
  const reasonGiven = Boolean(asking.because?.trim())
  return { held: asking.by === 'guardian' || reasonGiven, facts: { by: asking.by, reasonGiven } }
})
