import { createContext, useContext } from 'hono/jsx'

/**
 * Where a statement stands in addresses: its slug, of a private one its private address; null where whoever looks may
 * not know that.
 */
export type PlaceOf = (slug: string) => string | null

const Places = createContext<PlaceOf>(slug => slug)

export const InPlaces = Places.Provider

export const usePlace = (slug: string): string | null => useContext(Places)(slug)
