export { consequencesInWords, nothingEarnedInWords, type Standing, stateInWords } from './consequences.ts'
export { LANGUAGES, type Language } from './language.ts'
export { reasonInWords, ruleTitle } from './reason.ts'
export { alternativeInWords, clauseText, outcomeInWords } from './verdict.ts'
