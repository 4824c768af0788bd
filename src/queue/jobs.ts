import { z } from 'zod'

/**
 * The queues and what a job in each carries: ids of records only, everything else is read from the records when the
 * job runs.
 */
export const payloads = {
  open: z.strictObject({ mailId: z.int().positive() }),
  read: z.strictObject({ documentId: z.int().positive() }),
  assess: z.strictObject({ mailId: z.int().positive() }),
} as const

export type QueueName = keyof typeof payloads
export type Payload<Q extends QueueName> = z.infer<(typeof payloads)[Q]>

export const queueNames = Object.keys(payloads) as QueueName[]

/**
 * The stable id of a job: the same record is never twice in a queue. Letters first, because BullMQ refuses ids of
 * digits only and those with a colon.
 */
export function jobId<Q extends QueueName>(queue: Q, payload: Payload<Q>): string {
  return `${queue}-${Object.values(payload).join('-')}`
}
