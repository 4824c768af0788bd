import { createHash } from 'node:crypto'
import type { Sql } from './database.ts'

export function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}

/** Keeps bytes under their content address; the same content is kept once. */
export async function keepBlob(sql: Sql, bytes: Uint8Array): Promise<Buffer> {
  const address = sha256(bytes)
  await sql.query('insert into blobs (sha256, size, bytes) values ($1, $2, $3) on conflict do nothing', [
    address,
    bytes.length,
    bytes,
  ])
  return address
}

/** Null when there is none under this address. */
export async function readBlob(sql: Sql, address: Uint8Array): Promise<Buffer | null> {
  const { rows } = await sql.query('select bytes from blobs where sha256 = $1', [address])
  return rows[0]?.bytes ?? null
}
