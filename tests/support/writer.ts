import { paths } from '../../src/paths.ts'
import type { openDesk } from './desk.ts'
import { readWholeForm } from './whole-form.ts'

type Person = Awaited<ReturnType<ReturnType<typeof openDesk>['signIn']>>
type Typed = Record<string, string>

/** An administrator who writes statements as people do: by what the pages' own forms carry, and what is typed into them. */
export function writerAt(person: Person) {
  async function open(path: string): Promise<string> {
    const answer = await person.get(path)
    if (answer.status !== 200) throw new Error(`${answer.status} from ${path}`)
    return answer.text()
  }

  /** The form as a page shows it, with what is typed over it; an empty page's fields are typed as they are. */
  async function fill(page: string, path: string, typed: Typed, button: [string, string] | null) {
    const fields = readWholeForm(page, path).filter(([name]) => !(name in typed))
    const all = [...fields, ...Object.entries(typed), ...(button ? [button] : [])]
    return person.go(path, { method: 'POST', body: new URLSearchParams(all) })
  }

  /** Presses a button of the form of a draft that a page shows. */
  const send = (page: string, slug: string, typed: Typed = {}, step = 'save') =>
    fill(page, paths.desk.statement(slug), typed, ['do', step])

  return {
    ...person,
    open,
    send,
    begins: async (slug: string, title: string, language = 'en') =>
      fill(await open(paths.desk.newStatement), paths.desk.newStatement, { slug, title, language }, null),
    /** Types into the form as it stands now, and presses a button; follows where that leads. */
    async writes(slug: string, typed: Typed = {}, step = 'save'): Promise<string> {
      const answer = await send(await open(paths.desk.statement(slug)), slug, typed, step)
      if (answer.status !== 303) throw new Error(`${answer.status} as a draft was saved`)
      return open((answer.headers.get('location') ?? '').split('#', 1)[0] ?? '')
    },
    /** Goes to the page that says what publishing will do, chooses there, and presses its button. */
    async publishes(slug: string, chosen: Typed = {}, step = 'publish'): Promise<Response> {
      const path = paths.desk.writing(slug, 'publish')
      return fill(await open(path), path, chosen, ['do', step])
    },
    /** The same on a page that was opened before. */
    presses: (page: string, slug: string, step: string, chosen: Typed = {}) =>
      fill(page, paths.desk.writing(slug, 'publish'), chosen, ['do', step]),
  }
}
