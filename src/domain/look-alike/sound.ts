const table = (pairs: string): [string, string][] =>
  pairs.split(',').map(pair => pair.split(' ') as [string, string])

/** How a letter is commonly written in Latin; г as h, for Latin words lose their g as well. Marks are off already. */
const sounds: ReadonlyMap<string, string> = new Map([
  ...table(
    'а a,б b,в v,г h,ґ h,д d,е e,ё io,ж zh,з z,и i,і i,ї i,й i,к k,л l,м m,н n,о o,п p,р r,с s,т t,у u,ў u,ф f,х kh,ц ts,ч ch,ш sh,щ shch,ъ ,ы i,ь ,э e,є ie,ю iu,я ia',
  ),
  ...table(
    'α a,β v,γ g,δ d,ε e,ζ z,η i,θ t,ι i,κ k,λ l,μ m,ν n,ξ ks,ο o,π p,ρ r,σ s,ς s,τ t,υ i,φ f,χ kh,ψ ps,ω o',
  ),
  ...table(
    'ա a,բ b,գ g,դ d,ե e,զ z,է e,ը e,թ t,ժ zh,ի i,լ l,խ kh,ծ ts,կ k,հ h,ձ dz,ղ gh,ճ ch,մ m,յ y,ն n,շ sh,ո o,չ ch,պ p,ջ j,ռ r,ս s,վ v,տ t,ր r,ց ts,ւ v,փ p,ք k,օ o,ֆ f,և ev',
  ),
  ...table(
    'ა a,ბ b,გ g,დ d,ე e,ვ v,ზ z,თ t,ი i,კ k,ლ l,მ m,ნ n,ო o,პ p,ჟ zh,რ r,ს s,ტ t,უ u,ფ p,ქ k,ღ gh,ყ q,შ sh,ჩ ch,ც ts,ძ dz,წ ts,ჭ ch,ხ kh,ჯ j,ჰ h',
  ),
  ...table('š sh,ś sh,č ch,ć ch,ž zh,ź zh,ż zh'),
])

/** Two letters for one sound. */
const pairs: readonly [RegExp, string][] = [
  [/ου|ու/g, 'u'],
  [/μπ/g, 'b'],
  [/ντζ|τζ/g, 'dz'],
  [/ντ/g, 'nd'],
  [/γ(?=[ειηυ])/g, 'i'],
  // Polish.
  [/sz/g, 'sh'],
  [/cz/g, 'ch'],
]

/** Roughly how a word sounds, so that «Вясна», Viasna, Vyasna, Wiasna, Βιάσνα and ვიასნა are one. */
export function soundOfWord(word: string): string {
  let text = word.toLowerCase()
  for (const [pair, sound] of pairs) text = text.replace(pair, sound)
  return (
    [...text]
      .map(letter => sounds.get(letter) ?? letter)
      .join('')
      .replace(/ł/g, 'l')
      .replace(/[yj]/g, 'i')
      .replace(/w/g, 'v')
      // Рух is Rukh, and Ruch where ч is č: one form for both leaves "ch" to either.
      .replace(/[ck]h|g/g, 'h')
      .replace(/[cq]/g, 'k')
      .replace(/x/g, 'ks')
      .replace(/(.)\1+/gu, '$1')
  )
}

/** The sounds of a letter that begins a word, as an acronym writes it: Х is Kh, and H as well; Ц is Ts and C. */
export function soundsOfInitial(letter: string): string[] {
  const sound = sounds.get(letter.toLowerCase()) ?? letter.toLowerCase()
  if (sound === 'ts') return ['ts', 'c']
  return sound.endsWith('h') && sound.length > 1
    ? [sound, sound === 'kh' ? 'h' : sound.slice(0, -1)]
    : [sound]
}
