import manifest from '../../package.json' with { type: 'json' }

/** The flags of Node with which `npm start` serves. */
export const flagsOfStart = manifest.scripts.start.match(/--[\w-]+=\d+/g) ?? []
