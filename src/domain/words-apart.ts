/** Words that many names have, as `foldForSearch` leaves them: at these a name that was run together comes apart. */
const sharedWords = `
  human humanitarian right rights civil civic public legal law justice lawyer lawyers free freedom liberty democracy
  democratic equality peace truth memory respect protect fulfil fulfill defense defence defenders protection support
  help aid relief health environment nature climate culture cultural art arts book books media press news journalist
  journalists writer writers artists teachers student students youth young children child women womens people persons
  worker workers labor labour trade disability disabilities refugee refugees migrant migrants political prisoner
  prisoners victims european europe international national global world independent local regional
  belarus belarusian belarusians minsk vilnius warsaw poland polish lithuania lithuanian ukraine ukrainian georgia
  helsinki committee center centre house home office bureau association union federation foundation fund
  organisation organization initiative institute network platform movement coalition alliance council club forum team
  project program campaign agency service school academy university society community group party church watch action
  solidarity integrity education research information documentation monitoring studies development land city voice
  voices open
  prava pravy pravam pravo pravozashchitnyi pravaabaronchy cheloveka chalaveka zashchita abarona tsentr fond klub rada
  soiuz saiuz rukh dvizhenie asatsyiatsyia assotsiatsiia initsyiatyva initsiativa kamitet komitet belaruski belaruskaia
  belorusskii belorusskaia svaboda svoboda zhurnalistau zhurnalistov
  fundacja stowarzyszenie czlowieka komitet centrum verein haus rechte menschenrechte zentrum
`
const smallWords = 'the of for and in to by new all our na za dla und der'

let shared: ReadonlySet<string> | undefined
let known: ReadonlySet<string> | undefined

/** A shorter word is one. */
const shortest = 7
const longest = 60
/** Letters of a part that is none of these words, and of those that are, small ones aside. */
const shortestOwn = 3
const fewestShared = 4

/**
 * The words of a name that was typed without spaces, one of its own at most among those that many have: rightsforum,
 * humanconstanta. Null where it is one word.
 */
export function wordsApart(word: string): string[] | null {
  if (word.includes(' ') || word.length < shortest || word.length > longest) return null
  shared ??= new Set(sharedWords.trim().split(/\s+/))
  known ??= new Set([...shared, ...smallWords.split(' ')])
  if (known.has(word)) return null
  const starts = wordsUpTo(word, known)
  const ends = wordsFrom(word, known)
  for (let own = 0; own < word.length; own = Math.max(own + 1, shortestOwn)) {
    for (let at = 0; at + own <= word.length; at++) {
      const [start, end] = [starts[at], ends[at + own]]
      if (!start || !end) continue
      const words = [...start, ...(own > 0 ? [word.slice(at, at + own)] : []), ...end]
      if (sharedLetters([...start, ...end], shared) >= fewestShared) return words
    }
  }
  return null
}

const sharedLetters = (words: readonly string[], some: ReadonlySet<string>): number =>
  words.filter(word => some.has(word)).join('').length

/** For each place in a text the fewest known words that are all of it before the place; undefined: there are none. */
function wordsUpTo(text: string, some: ReadonlySet<string>): (string[] | undefined)[] {
  const fewest: (string[] | undefined)[] = [[]]
  for (let end = 1; end <= text.length; end++) {
    for (let start = 0; start < end; start++) {
      const before = fewest[start]
      const word = text.slice(start, end)
      if (!before || !some.has(word)) continue
      if (before.length + 1 < (fewest[end]?.length ?? Number.POSITIVE_INFINITY))
        fewest[end] = [...before, word]
    }
  }
  return fewest
}

/** The same of all behind the place. */
function wordsFrom(text: string, some: ReadonlySet<string>): (string[] | undefined)[] {
  const fewest: (string[] | undefined)[] = []
  fewest[text.length] = []
  for (let start = text.length - 1; start >= 0; start--) {
    for (let end = start + 1; end <= text.length; end++) {
      const behind = fewest[end]
      const word = text.slice(start, end)
      if (!behind || !some.has(word)) continue
      if (behind.length + 1 < (fewest[start]?.length ?? Number.POSITIVE_INFINITY))
        fewest[start] = [word, ...behind]
    }
  }
  return fewest
}
