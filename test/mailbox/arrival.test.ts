import { describe, expect, it } from 'vitest'
import { arrivalOf } from '../../src/mailbox/arrival.ts'

const arrival = (...headers: string[]) => {
  const { at, by } = arrivalOf(
    Buffer.from(`${headers.join('\r\n')}\r\n\r\nReceived: in the text; Mon, 1 May 2017 00:00:00 +0000`),
  )
  return [at?.toISOString() ?? null, by]
}

describe('When a mail file arrived', () => {
  it('is what the last server wrote on top', () => {
    expect(
      arrival(
        'Received: from relay.example by mail.example (Postfix)\r\n\twith ESMTP id 1; Tue, 25 Apr 2017 23:59:02 +0700 (ICT)',
        'Received: from pc.example by relay.example; Tue, 25 Apr 2017 09:00:00 +0700',
        'Date: Mon, 24 Apr 2017 10:00:00 +0700',
      ),
    ).toEqual(['2017-04-25T16:59:02.000Z', 'received'])
  })

  it('is the Date header where no server wrote, and says so', () => {
    expect(arrival('Subject: x', 'Date: Mon, 24 Apr 2017 10:00:00 +0700')).toEqual([
      '2017-04-24T03:00:00.000Z',
      'date',
    ])
  })

  it('is not known without either', () => {
    expect(arrival('Subject: x', 'Date: hôm qua')).toEqual([null, null])
  })
})
