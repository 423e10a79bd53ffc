import { expect, it } from 'vitest'
import { statementFiles } from '../../src/statements/files.ts'
import { findListedStatements } from '../../src/storage/desk-statements.ts'
import { findStatements } from '../../src/storage/statement-settings.ts'
import { addStatement, quiet } from '../support/private-round.ts'
import { slug, useScene } from '../support/scene.ts'

const scene = useScene({ moderators: [] })
const [real] = statementFiles
const titleOf = (markdown: string | undefined) => /^# +(.+)/.exec(markdown ?? '')?.[1]

it('the desk names a statement in the moderator’s language, where a text in it exists', async () => {
  await addStatement(scene.deps, scene.sql, 'public')
  const names = async (lang?: string) =>
    Object.fromEntries(
      (await findStatements(scene.deps.db, null, lang)).map(one => [one.slug, [one.language, one.title]]),
    )
  const en = ['en', titleOf(real?.texts.en)]
  expect(await names()).toEqual({ [slug]: en, [quiet]: ['en', 'Quiet words'] })
  expect(await names('be')).toEqual({
    [slug]: ['be', titleOf(real?.courtesy?.be?.markdown)],
    [quiet]: ['en', 'Quiet words'],
  })
  const [listed] = await findListedStatements(scene.deps.db, 'be')
  expect(listed).toMatchObject({ slug, language: 'be', languages: ['be', 'en', 'ru'] })
})
