import type { Child } from 'hono/jsx'

type Criterion = 'criteria.exists' | 'criteria.linked' | 'criteria.name'

/** By what moderators decide, in the words for whoever reads it. */
export function Criteria({ words }: { words: (text: Criterion) => Child }) {
  return (
    <ul>
      <li>{words('criteria.exists')}</li>
      <li>{words('criteria.linked')}</li>
      <li>{words('criteria.name')}</li>
    </ul>
  )
}
