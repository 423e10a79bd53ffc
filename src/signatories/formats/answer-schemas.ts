import * as z from 'zod'
import { finalList, finalNames } from './final-schemas.ts'
import { signatory, signatoryPage } from './signatory-schemas.ts'
import { statement, statements } from './statement-schemas.ts'

// What the API gives, as openapi.json describes it. The tests hold every answer against that.

const error = z.object({
  error: z.object({
    status: z.int(),
    message: z.string().optional(),
    request: z.uuid().optional().describe('names the request in our log'),
  }),
})

/** Every shape that has a name in the description. */
export const answerSchemas = {
  Statement: statement,
  Statements: statements,
  Signatory: signatory,
  SignatoryPage: signatoryPage,
  FinalList: finalList,
  FinalNames: finalNames,
  Error: error,
}
export type AnswerName = keyof typeof answerSchemas
