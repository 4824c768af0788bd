import { describe, expect, it } from 'vitest'
import { findForms } from '../../../src/reading/finder/find-forms.ts'
import type { Line, Transcript } from '../../../src/reading/transcript.ts'

const line = (text: string): Line => ({
  kind: 'line',
  place: null,
  tokens: text.split(' ').map((word) => ({ kind: 'word', text: word, place: null, confidence: 0.96 })),
})
const picture = (...lines: readonly string[]): Transcript => ({
  format: 'image',
  pages: [{ number: 1, width: null, height: null, blocks: lines.map(line), marks: [] }],
  signatures: [],
  notes: [],
})

describe('The last page of the form, photographed by itself', () => {
  it('is read as a form whose other pages are missing', () => {
    const { forms } = findForms(
      picture(
        '4. Các kiến nghị đề xuất khác đối với Văn phòng Chính phủ:',
        'Cần có giải pháp ký số trên thiết bị di động.',
        'Gia Lai, ngày 24 tháng 4 năm 2017',
        'Cơ quan lập báo cáo',
        '(Ký, ghi rõ họ tên, chức vụ và đóng dấu)',
        'PHÓ CHÁNH VĂN PHÒNG',
        'Trịnh Thị Dũng',
      ),
    )
    expect(forms).toHaveLength(1)
    expect(forms[0]).toMatchObject({ missingSections: ['1', '2', '3'], blank: false })
    expect(forms[0]?.answers.suggestions.value).toBe('Cần có giải pháp ký số trên thiết bị di động.')
    expect(forms[0]?.answers['signed.date'].value).toBe('2017-04-24')
    expect(forms[0]?.answers['agency.name']).toMatchObject({ value: null, reason: 'page-missing' })
  })

  it('is not taken for one where a letter merely ends with a signature, or speaks of proposals', () => {
    expect(
      findForms(picture('Kính gửi Văn phòng Chính phủ', 'Cơ quan lập báo cáo', '(Ký, ghi rõ họ tên)')).forms,
    ).toEqual([])
    expect(findForms(picture('Các kiến nghị đề xuất khác đối với Văn phòng Chính phủ:')).forms).toEqual([])
  })
})
