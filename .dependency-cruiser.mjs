// The walls of docs/architecture.md, checked. TypeScript 7 has no JavaScript API: swc parses.
import './lint/swc-using.mjs'

/**
 * What a room may import besides itself and src/errors.ts. `types` are rooms of which it may use types only,
 * `files` single files of another room.
 */
const rooms = {
  policy: {
    imports: ['rules'],
    why: 'A policy file becomes a value of the rules; whoever reads one must not need a database for it.',
  },
  words: {
    types: ['rules'],
    why: 'Sentences are made from ids and facts, so that the rules stay free of languages and the words of logic.',
  },
  jobs: {
    imports: ['rules', 'policy', 'store', 'csv', 'mail', 'media', 'archive', 'words', 'accounts'],
    why: 'A job also runs without a terminal, so it knows nothing of flags, prompts and the ticker.',
  },
  commands: {
    imports: ['jobs', 'rules', 'policy', 'words', 'terminal', 'daemon', 'accounts'],
    files: ['src/store/open.ts', 'src/store/migrate.ts', 'src/config.ts', 'src/explain.ts'],
    why: 'A command turns flags into job options and a report into text; queries and decisions live behind the jobs.',
  },
  accounts: {
    imports: ['rules', 'store'],
    why: 'The portal imports it as ouderportaal/accounts; it sets passwords and preferences and needs no mail and no terminal.',
  },
  store: {
    types: ['rules'],
    why: 'A query narrows by key and date and decides nothing: a decision in SQL is one nobody can explain.',
  },
  csv: { types: ['rules'], why: 'Reading bytes must not depend on what is done with the records.' },
  mail: { types: ['rules'], why: 'Mail is told what to send to whom; who is due is decided elsewhere.' },
  media: { types: ['rules'], why: 'The file store keeps bytes; who may see them is decided elsewhere.' },
  archive: {
    imports: ['media'],
    types: ['rules'],
    why: 'The archive packs the manifest it is given; what goes in is decided elsewhere.',
  },
  daemon: {
    imports: ['jobs', 'store'],
    types: ['rules'],
    why: 'The ticker queues what is owed and does none of the work itself.',
  },
  terminal: { why: 'Tables and colours know nothing of childcare, so any command can use them.' },
}

const inRoom = (room) => `^src/${room}/`
const exactly = (file) => `^${file.replaceAll('.', '\\.')}$`
const tests = '\\.test\\.ts$'

function wallOf([room, { imports = [], types = [], files = [], why }]) {
  const open = [room, ...imports, ...types].map(inRoom)
  return {
    name: `${room}-wall`,
    severity: 'error',
    comment: why,
    from: { path: inRoom(room), pathNot: tests },
    to: { path: '^src/', pathNot: [...open, ...['src/errors.ts', ...files].map(exactly)] },
  }
}

function typesOnlyOf([room, { types = [] }]) {
  return types.map((other) => ({
    name: `${room}-only-types-of-${other}`,
    severity: 'error',
    comment: `Of ${other} this room needs the nouns; a decision it could call here belongs in a job.`,
    from: { path: inRoom(room), pathNot: tests },
    to: { path: inRoom(other), dependencyTypesNot: ['type-only'] },
  }))
}

const pure = [
  {
    name: 'rules-wall',
    severity: 'error',
    comment: 'The portal imports the rules by themselves; whatever they import, the portal gets too.',
    from: { path: '^src/rules/', pathNot: tests },
    to: { path: '^(src|bin|test|scripts|bench)/', pathNot: '^src/rules/' },
  },
  {
    name: 'rules-no-node',
    severity: 'error',
    comment:
      'The rules run in a browser too, and cannot read a file, a socket or the environment behind our back.',
    from: { path: '^src/rules/', pathNot: tests },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'rules-no-packages',
    severity: 'error',
    comment: 'Only the Temporal polyfill: everything else would be shipped to the portal.',
    from: { path: '^src/rules/', pathNot: tests },
    to: { path: '(^|/)node_modules/(?!temporal-polyfill/)' },
  },
]

const everywhere = [
  {
    name: 'bin-only-main',
    severity: 'error',
    comment: 'The binary calls main and sets the exit code, so that tests can do the same without a process.',
    from: { path: '^bin/' },
    to: { path: '^(src|test|scripts|bench)/', pathNot: exactly('src/main.ts') },
  },
  {
    name: 'main-only-by-bin',
    severity: 'error',
    comment: 'main is where all arrows start; a room that imports it imports everything.',
    from: { path: '^src/', pathNot: tests },
    to: { path: exactly('src/main.ts') },
  },
  {
    name: 'product-without-tests',
    severity: 'error',
    comment: 'What is shipped must not need what is not: tests, benchmarks and scripts stay at home.',
    from: { path: '^(src|bin)/', pathNot: tests },
    to: { path: ['^(test|scripts|bench)/', tests] },
  },
  {
    name: 'product-only-dependencies',
    severity: 'error',
    comment: 'A package that is not under "dependencies" is missing wherever the tool is installed.',
    from: { path: '^(src|bin)/', pathNot: tests },
    to: {
      dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
      dependencyTypesNot: ['type-only', 'npm'],
    },
  },
  {
    name: 'no-circular',
    severity: 'error',
    comment:
      'In a circle load order decides what is undefined. Types are gone by then; nouns may name each other.',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'no-unresolvable',
    severity: 'error',
    comment: 'An import that leads nowhere fails when it runs, which for a lazy one is late.',
    from: {},
    // What is built may be built anew while somebody looks.
    to: { couldNotResolve: true, pathNot: '(^|/)dist/' },
  },
  {
    name: 'no-orphans',
    severity: 'error',
    comment: 'A module that nothing uses and that uses nothing is left over.',
    from: { orphan: true, path: '^src/', pathNot: tests },
    to: {},
  },
]

export default {
  forbidden: [
    ...pure,
    ...Object.entries(rooms).map(wallOf),
    ...Object.entries(rooms).flatMap(typesOnlyOf),
    ...everywhere,
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules|^dist' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
    skipAnalysisNotInRules: true,
  },
}
