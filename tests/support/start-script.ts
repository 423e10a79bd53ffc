import manifest from '../../package.json' with { type: 'json' }

const { start } = manifest.scripts

/** The flags of Node with which `npm start` serves. */
export const flagsOfStart = start.match(/--[\w-]+=\d+/g) ?? []
/** What it sets for the C library. */
export const envOfStart = Object.fromEntries(
  [...start.matchAll(/(MALLOC_\w+)=(\d+)/g)].map(([, name = '', value = '']) => [name, value]),
)
