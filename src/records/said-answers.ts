import type { Sql } from './database.ts'

/**
 * Answers of a version as the history has them, by question: the value, or what is said where there is none ("200 to
 * 300", both boxes marked). A person who confirmed such an answer confirmed what it says.
 */
export async function saidAnswers(
  sql: Sql,
  of: { readonly submissionId: number; readonly versionId: number },
  questions: readonly string[],
): Promise<Record<string, unknown>> {
  const { rows } = await sql.query(
    `select a.question, coalesce(c.value, a.value) as value, a.quantity,
       case when a.reason = 'both-marked' then a.reason end as reason, coalesce(c.action, 'accepted') = 'accepted' as read
     from answers a join versions v on v.id = a.version_id
     left join lateral (select c.value, c.action from corrections c where c.version_id = a.version_id
       and c.question = a.question and c.undone_at is null order by c.id desc limit 1) c on true
     where a.version_id = $1 and v.submission_id = $2 and a.question = any ($3)`,
    [of.versionId, of.submissionId, questions],
  )
  return Object.fromEntries(
    rows.map(({ question, value, read, reason, quantity }) => [
      question,
      value === null && read && (reason || quantity) ? { value, reason, quantity } : value,
    ]),
  )
}
