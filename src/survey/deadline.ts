/** Việt Nam keeps UTC+7 all year: no daylight saving since 1975 (tz database). */
const zone = '+07:00'

/**
 * The last instant that is on time. A bare day ("2017-04-25") means until its end in Việt Nam, 23:59:59.999.
 * Throws a RangeError for what is no date.
 */
export function parseDeadline(text: string): Date {
  const deadline = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T23:59:59.999${zone}` : text)
  if (Number.isNaN(deadline.getTime())) throw new RangeError(`No date: ${text}`)
  return deadline
}

/** "After 25/4/2017": late from the first instant of 26/4 in Việt Nam. Arrival decides, never the sender's clock. */
export function isLate(receivedAt: Date, deadline: Date): boolean {
  return receivedAt.getTime() > deadline.getTime()
}

/** The letter says "trước ngày 25/4": mail of the deadline's own day is on time here and late by that reading. */
export function isOnDeadlineDay(receivedAt: Date, deadline: Date): boolean {
  return !isLate(receivedAt, deadline) && dayInVietnam(receivedAt) === dayInVietnam(deadline)
}

/** The calendar day in Việt Nam, as yyyy-mm-dd. */
export function dayInVietnam(instant: Date): string {
  return new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
}
