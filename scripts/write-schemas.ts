import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { policySchema } from '../src/policy/policy-schema.ts'
import { scenarioSchema } from '../src/policy/scenario-schema.ts'
import { verdictSchema } from '../src/policy/verdict-schema.ts'

/** Makes the JSON Schemas in schemas/ from those that the program reads with: `node scripts/write-schemas.ts`. */
const folder = resolve(import.meta.dirname, '../schemas')

const SCHEMAS: Readonly<Record<string, { readonly title: string; readonly schema: z.ZodType }>> = {
  'policy.schema.json': { title: 'House rules of a childcare organisation', schema: policySchema },
  'scenario.schema.json': { title: 'Cases that the house rules must decide', schema: scenarioSchema },
  'verdict.schema.json': { title: 'The answer of the house rules to a request', schema: verdictSchema },
}

/** The schemas as text, by file name. */
export function schemaFiles(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(SCHEMAS).map(([name, { title, schema }]) => {
      // What people write, before defaults are filled in; what is used twice stands once.
      const { $schema, ...body } = z.toJSONSchema(schema, { io: 'input', reused: 'ref' })
      return [name, `${JSON.stringify({ $schema, title, ...body }, null, 2)}\n`]
    }),
  )
}

async function writeSchemas(): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const [name, text] of schemaFiles()) await writeFile(join(folder, name), text)
}

if (process.argv[1] === import.meta.filename) await writeSchemas()
