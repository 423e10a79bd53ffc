/** One network has its share of the work under way: it is told to come back when some of it has ended. */
export class TooMuchAtOnce extends Error {
  override name = 'TooMuchAtOnce'
}
