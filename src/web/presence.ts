import type { Seeker } from '../records/work-list.ts'
import type { SignedIn } from './visit.ts'

/** An open page is heard of every four seconds; after a few that it missed it is closed. */
const presenceMs = 20_000

/** Who looks since then is there now. */
export const hereSince = (now: Date): Date => new Date(now.getTime() - presenceMs)

/** The officer, for whom what colleagues have open is not the next to work on. */
export const seekerOf = ({ user, now }: SignedIn): Seeker => ({ userId: user.id, since: hereSince(now) })
