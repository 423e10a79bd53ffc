import { type DraftFounder, founderKinds } from '../../domain/draft.ts'
import { founderField } from '../../domain/draft-check.ts'
import { languageName, translator } from '../../i18n/index.ts'
import { countryOptionsIn } from '../../organisations/fieldset.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Fieldset, TextArea, TextField } from '../../ui/fields.tsx'
import { Actions, Button } from '../../ui/parts.tsx'
import { Select } from '../../ui/select.tsx'
import { type EditView, faultIn } from './edit-view.ts'

/** Who signed before the statement was published, in the order of the list. */
export function FounderFields({ view }: { view: EditView }) {
  const lang = view.signedIn.moderator.language
  const t = translator(lang)
  return (
    <Fieldset legend={t('write.founders')} hint={t('write.founders.hint')}>
      {view.draft.founders.map((founder, index) => (
        <FounderDetails view={view} founder={founder} number={index + 1} mayMoveUp={mayMoveUp(view, index)} />
      ))}
      <Actions>
        <Button kind="quiet" name="do" value="add-founder">
          {t('write.founder.add')}
        </Button>
      </Actions>
    </Fieldset>
  )
}

/** Who is founded keeps their place: neither does it move, nor is it passed. */
function mayMoveUp({ draft: { founders }, founded }: EditView, index: number): boolean {
  const both = founders.slice(Math.max(0, index - 1), index + 1)
  return both.length === 2 && both.every(({ key }) => !founded.includes(key))
}

type FounderProps = { view: EditView; founder: DraftFounder; number: number; mayMoveUp: boolean }

function FounderDetails({ view, founder, number, mayMoveUp }: FounderProps) {
  const lang = view.signedIn.moderator.language
  const t = translator(lang)
  const { key } = founder
  const isFounded = view.founded.includes(key)
  const of = (part: string) => ({
    name: founderField(key, part),
    error: faultIn(lang, view, founderField(key, part)),
  })
  const heading = founder.name.trim() || t('write.founder.number', { number })
  const hasFault = view.faults.some(({ field }) => field.startsWith(founderField(key, '')))
  return (
    <details class="writing-founder" open={founder.name === '' || hasFault}>
      <summary>
        <bdi>{heading}</bdi>
      </summary>
      <input type="hidden" name="founders" value={key} />
      {isFounded ? (
        <>
          <p class="hint">{t('write.founder.founded')}</p>
          <input type="hidden" name={founderField(key, 'name')} value={founder.name} />
          <input type="hidden" name={founderField(key, 'kind')} value={founder.kind ?? ''} />
        </>
      ) : (
        <>
          <TextField
            {...of('name')}
            label={t('write.founder.name')}
            hint={t('write.founder.name.hint')}
            value={founder.name}
            required
          />
          <Choice
            name={founderField(key, 'kind')}
            label={t('write.founder.kind')}
            hint={t('write.founder.kind.hint')}
            value={founder.kind}
            options={founderKinds.map(value => ({ value, label: t(`signer.${value}`) }))}
          />
        </>
      )}
      {view.draft.texts.map(({ language }) => (
        <TextField
          {...of(`names.${language}`)}
          label={t('write.founder.nameIn', { language: languageName(lang, language) })}
          optional={t('form.optional')}
          value={founder.names[language] ?? ''}
          lang={language}
        />
      ))}
      <Select
        {...of('country')}
        label={t('field.country')}
        optional={t('form.optional')}
        empty={t('field.country.none')}
        value={founder.country}
        options={countryOptionsIn(lang).all}
      />
      <TextArea
        {...of('knownNames')}
        label={t('write.founder.knownNames')}
        hint={t('write.founder.known.hint')}
        optional={t('form.optional')}
        value={founder.knownNames}
        rows={2}
      />
      <TextArea
        {...of('knownDomains')}
        label={t('write.founder.knownDomains')}
        hint={t('write.founder.known.hint')}
        optional={t('form.optional')}
        value={founder.knownDomains}
        spellcheck={false}
        rows={2}
      />
      {!isFounded && (
        <Actions>
          {mayMoveUp && (
            <Button kind="quiet" name="do" value={`founder-up:${key}`}>
              {t('write.founder.up', { what: heading })}
            </Button>
          )}
          <Button kind="danger" name="do" value={`remove-founder:${key}`}>
            {t('write.remove', { what: heading })}
          </Button>
        </Actions>
      )}
    </details>
  )
}
