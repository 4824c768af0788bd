import { createRequire } from 'node:module'
import type { FieldsData, default as Reader } from '@kenjiuno/msgreader'
import type { Address } from './quoted.ts'

// The package is CommonJS with a default export, which an import would wrap once more.
const { default: MsgReader } = createRequire(import.meta.url)('@kenjiuno/msgreader') as {
  default: new (data: ArrayBuffer) => Reader.default
}

export interface OutlookMessage {
  readonly from: Address
  readonly text: string
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
}

/** A mail saved as a file by Outlook (.msg), or null when it is damaged. Mails inside it come as .msg files again. */
export function openOutlookMessage(bytes: Uint8Array): OutlookMessage | null {
  try {
    const reader = new MsgReader(new Uint8Array(bytes).buffer)
    const message = reader.getFileData()
    if (message.error) return null
    const files = (message.attachments ?? []).map((attachment: FieldsData) => {
      const { fileName, content } = reader.getAttachment(attachment)
      return { name: attachment.fileName ?? attachment.name ?? fileName, bytes: new Uint8Array(content) }
    })
    const addresses = [message.senderSmtpAddress, message.sentRepresentingSmtpAddress, message.senderEmail]
    return {
      from: {
        name: message.senderName ?? '',
        address: (addresses.find((address) => address?.includes('@')) ?? '').toLowerCase(),
      },
      text: message.body ?? '',
      files,
    }
  } catch {
    return null
  }
}
