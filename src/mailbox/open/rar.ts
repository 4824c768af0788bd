import { createExtractorFromData } from 'node-unrar-js'
import { type Budget, none, type Packed } from './packed.ts'

/**
 * Unpacks a rar file of version 4 or 5, trying the passwords that the mail itself names. Throws nothing: faults are told
 * file by file, or once for the whole under the name ''.
 */
export async function unpackRar(
  bytes: Uint8Array,
  passwords: readonly string[],
  budget: Budget,
): Promise<Packed[]> {
  let locked: Packed[] | null = null
  for (const password of [undefined, ...passwords]) {
    try {
      const files = await unpack(bytes, password, budget)
      if (!files.some(({ fault }) => fault === 'password')) return files
      locked ??= files
    } catch (error) {
      const reason = (error as { reason?: string }).reason ?? ''
      // With a wrong password a rar of version 4 is merely garbage.
      if (!/PASSWORD/.test(reason) && !locked) return [{ name: '', bytes: none, fault: 'damaged' }]
      locked ??= [{ name: '', bytes: none, fault: 'password' }]
    }
  }
  return locked ?? []
}

async function unpack(bytes: Uint8Array, password: string | undefined, budget: Budget): Promise<Packed[]> {
  const data = new Uint8Array(bytes).buffer
  const extractor = await createExtractorFromData({ data, ...(password ? { password } : {}) })
  const headers = [...extractor.getFileList().fileHeaders].filter(({ flags }) => !flags.directory)
  const size = headers.reduce((sum, { unpSize }) => sum + unpSize, 0)
  if (headers.length === 0) return [{ name: '', bytes: none, fault: 'empty' }]
  if (headers.length > budget.files || size > budget.bytes)
    return [{ name: '', bytes: none, fault: 'too-large' }]
  if (!password && headers.some(({ flags }) => flags.encrypted))
    return headers.map(({ name }) => ({ name, bytes: none, fault: 'password' }))
  const files = [...extractor.extract().files]
    .filter(({ fileHeader }) => !fileHeader.flags.directory)
    .map(
      ({ fileHeader, extraction }): Packed => ({
        name: fileHeader.name,
        bytes: extraction ?? none,
        fault: extraction ? null : 'damaged',
      }),
    )
  budget.files -= files.length
  budget.bytes -= size
  return files
}
