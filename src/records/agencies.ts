import type { Sql } from './database.ts'

export interface AgencyRow {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly short: string
  readonly aliases: readonly string[]
  readonly domains: readonly string[]
}

/** Brings the table of agencies in line with the roster. A body that left the roster stays: records point to it. */
export async function loadRoster(sql: Sql, roster: readonly AgencyRow[]): Promise<void> {
  await sql.query(
    `insert into agencies as a (id, position, kind, name, short, aliases, domains)
     select id, position, kind, name, short, aliases, domains from jsonb_to_recordset($1::jsonb)
       as r (id text, position int, kind text, name text, short text, aliases text[], domains text[])
     on conflict (id) do update set position = excluded.position, kind = excluded.kind, name = excluded.name,
       short = excluded.short, aliases = excluded.aliases, domains = excluded.domains
     where (a.position, a.kind, a.name, a.short, a.aliases, a.domains)
       is distinct from (excluded.position, excluded.kind, excluded.name, excluded.short, excluded.aliases, excluded.domains)`,
    [JSON.stringify(roster.map((agency, position) => ({ ...agency, position })))],
  )
}
