import { describe, expect, it } from 'vitest'
import { findForms } from '../../../src/reading/finder/find-forms.ts'
import { needIds } from '../../../src/reading/finder/printed.ts'
import type { Line, Mark, Transcript } from '../../../src/reading/transcript.ts'
import type { Rectangle } from '../../../src/survey/answers.ts'
import { type QuestionId, questionOf } from '../../../src/survey/form.ts'
import { asPrinted, example, type Filling, written } from './filled.ts'
import { document } from './paper.ts'

/** How surely a word behind this sign is read; "✍" is writing that nobody made out, behind "✎" stands what was. */
const sureness: Record<string, number> = { '⁇': 0.2, '‽': 0.45, '‼': 0.9 }

/** A form as recognised from paper: every word surely but those behind a sign. */
const recognised = (filling: Partial<Filling>): Transcript =>
  asRecognised(document(written({ ...example, ...filling })))

function asRecognised(typed: Transcript): Transcript {
  const line = (one: Line): Line => ({
    ...one,
    tokens: one.tokens.map((token) =>
      token.kind === 'box'
        ? token
        : {
            ...token,
            text: token.text.replace(/[⁇‽‼✍✎]/u, ''),
            confidence: sureness[token.text.charAt(0)] ?? 0.96,
            ...(/^[✍✎]/u.test(token.text) ? { handwritten: true } : {}),
          },
    ),
  })
  return {
    ...typed,
    format: 'image',
    pages: typed.pages.map((page) => ({
      ...page,
      blocks: page.blocks.map((block) => (block.kind === 'line' ? line(block) : block)),
    })),
  }
}

const answer = (filling: Partial<Filling>, id: QuestionId) =>
  findForms(recognised(filling)).forms[0]?.answers[id]

describe('A value recognised on paper', () => {
  it('loses the signs that specks behind it were taken for, and is sure', () => {
    expect(answer({ address: '136 Trần Hưng Đạo, TP Tây Ninh ‽`' }, 'agency.address')).toMatchObject({
      value: '136 Trần Hưng Đạo, TP Tây Ninh',
      review: false,
    })
  })

  it('loses signs that nobody types at its end, however surely they were read', () => {
    expect(answer({ agencyPhone: '0262 3842 887 ¡' }, 'agency.phone')?.value).toBe('0262 3842 887')
  })

  it('that is one syllable where suggestions belong goes to a person', () => {
    expect(answer({ suggestions: 'Hà.' }, 'suggestions')?.review).toBe(true)
    expect(answer({ suggestions: 'VPCP;' }, 'suggestions')?.review).toBe(true)
    expect(answer({ suggestions: 'Không.' }, 'suggestions')?.review).toBe(false)
  })

  it('loses letters that may be specks only for a person to see', () => {
    expect(answer({ agencyPhone: '04-38433401 ‽: ‽Ñ' }, 'agency.phone')).toMatchObject({
      value: '04-38433401',
      review: true,
    })
  })

  it('keeps a last name of two letters, and a last figure', () => {
    expect(answer({ person: 'Lê Văn ‽Tú' }, 'contact.name')?.value).toBe('Lê Văn Tú')
    expect(answer({ agencyPhone: '(04) 3823 073 ‽1' }, 'agency.phone')?.value).toBe('(04) 3823 073 1')
  })

  it('has the marks that its words have beside one another', () => {
    const suggestions = 'Đề nghị cấp bố sung USB Token, có văn bản hướng dẫn cụ thế.'
    expect(answer({ suggestions }, 'suggestions')).toMatchObject({
      value: 'Đề nghị cấp bổ sung USB Token, có văn bản hướng dẫn cụ thể.',
      review: false,
    })
  })

  it('that is an address unlike its owner’s name by a letter goes to a person with the likelier one', () => {
    const filling = { person: 'Nguyễn Quang Phúc', email: 'ngphuc@vinatex.com.vn' }
    expect(answer(filling, 'contact.email')).toMatchObject({ value: 'nqphuc@vinatex.com.vn', review: true })
  })

  it.each(['Ô', '.ø', 'ạ'])(
    'that is one letter in the place of a count, "%s", was written by pen',
    (received) => {
      expect(answer({ received }, 'frequency.receivedPerMonth')).toMatchObject({ value: null, review: true })
    },
  )

  it('of figures that run into brackets is for a person', () => {
    expect(answer({ received: '.2()' }, 'frequency.receivedPerMonth')?.review).toBe(true)
  })

  it.each([
    ['ngày l3 tháng 4 năm 2017', '2017-04-13'],
    ['ngày 13 thúng 4 năm 2017', '2017-04-13'],
  ])('"%s" is a date and no part of the suggestions', (date, iso) => {
    expect(answer({ date }, 'signed.date')?.value).toBe(iso)
    expect(answer({ date }, 'suggestions')?.value).toBe(example.suggestions)
  })

  it('whose date line was misread is no part of the suggestions, and the date is for a person', () => {
    const date = 'ngây NLL) tháng 4 năm 2017'
    expect(answer({ date }, 'suggestions')?.value).toBe(example.suggestions)
    expect(answer({ date }, 'signed.date')).toMatchObject({ value: null, review: true })
  })

  it('typed over the dots of its blank is offered without those that were read as stops', () => {
    const suggestions = 'Cần có văn bản quy định giá trị pháp. lý.của .văn bản ‽điên tử.'
    expect(answer({ suggestions }, 'suggestions')).toMatchObject({
      value: 'Cần có văn bản quy định giá trị pháp lý của văn bản điện tử.',
      review: true,
    })
  })

  it('that asks for training in the words of a row of the table is read to its end', () => {
    const suggestions =
      'Đề nghị tổ chức các lớp tập huấn luyện về chữ ký số chuyên dùng cho cán bộ của địa phương.'
    const garbled = document(
      written(
        { ...example, suggestions },
        {
          needs: (filling) =>
            asPrinted
              .needs(filling)
              .map((block) =>
                typeof block === 'string'
                  ? block
                  : JSON.parse(JSON.stringify(block).replace('"chữ"', '"chuyên"').replace('"đào"', '"n"')),
              ),
        },
      ),
    )
    expect(findForms({ ...garbled, format: 'image' }).forms[0]?.answers.suggestions?.value).toBe(suggestions)
  })

  it('of an address with a lone sign between its words goes to a person without it', () => {
    expect(answer({ address: 'TP. Bạc Liêu, tỉnh Bạc : Liêu' }, 'agency.address')).toMatchObject({
      value: 'TP. Bạc Liêu, tỉnh Bạc Liêu',
      review: true,
    })
  })

  it.each([
    ['agency.name', { agency: 'Sở Thông tin và Truyền thông tỉnh Quảng Ninn' }],
    ['agency.address', { address: '23A Lệ Lơi, P.3, Tp.Hà Tĩnh' }],
    ['agency.address', { address: 'Phường Phú Thủy, thành phố La: Châu' }],
    ['suggestions', { suggestions: 'Sớm ban hành quy định về siá trị pháp lý của văn bản.' }],
    ['suggestions', { suggestions: 'Hướng dẫn lưu ữ và xác thực văn bản điện tử.' }],
  ] as const)('that is none, though surely read, goes to a person: %s %o', (id, filling) => {
    expect(answer(filling, id)?.review).toBe(true)
  })

  it('runs on though its last word, alone on a line, may be a label: "… thành phố Hải / Phòng"', () => {
    const address = '18 Hoàng Diệu, quận Hồng Bàng, thành phố Hải'
    const lines = written({ ...example, address }).flatMap((block) =>
      typeof block === 'string' && block.startsWith('Địa chỉ') ? [block, 'Phòng'] : [block],
    )
    expect(findForms(document(lines)).forms[0]?.answers).toMatchObject({
      'agency.address': { value: `${address} Phòng`, review: false },
      'agency.phone': { value: example.agencyPhone, review: false },
    })
  })

  it('of a street has the capital that its name has, where a v was taken for a small one', () => {
    const address = 'Số 02 Hùng vương, phường 5, TP. Cà Mau'
    expect(answer({ address }, 'agency.address')).toMatchObject({
      value: 'Số 02 Hùng Vương, phường 5, TP. Cà Mau',
      review: false,
    })
    expect(answer({ address: 'Tầng 5, Tòa nhà số 02 Hùng Vương' }, 'agency.address')?.value).toBe(
      'Tầng 5, Tòa nhà số 02 Hùng Vương',
    )
  })

  it('of a body keeps its comma where its marks are put right', () => {
    const agency = 'Trung tâm Tin học, Bộ Khoa hoc và Công nghệ'
    expect(answer({ agency }, 'agency.name')?.value).toBe('Trung tâm Tin học, Bộ Khoa học và Công nghệ')
    const own = 'Bộ Văn hóa, Thể thao và Du lịch'
    expect(answer({ agency: own }, 'agency.name')).toMatchObject({ value: own, review: false })
  })

  it('"nền tảng Java và NET" is .NET', () => {
    const suggestions = 'Cung cấp thư viện ký số cho nền tảng Java và NET.'
    expect(answer({ suggestions }, 'suggestions')?.value).toBe(
      'Cung cấp thư viện ký số cho nền tảng Java và .NET.',
    )
  })

  it('"cơ quan đang" is not taken for the "cơ quan Đảng" of the form', () => {
    const suggestions = 'Cơ quan đang dùng chứng thư số của VNPT-CA.'
    expect(answer({ suggestions }, 'suggestions')).toMatchObject({ value: suggestions, review: false })
  })

  it('stands behind a label that ends in brackets', () => {
    const lines = written(example).map((block) =>
      typeof block === 'string'
        ? block
            .replace(/^Điện thoại(?=:)/, 'Điện thoại (cơ quan)')
            .replace(/^Email(?=:)/, 'Thư điện tử (Email)')
        : block,
    )
    expect(findForms(document(lines)).forms[0]?.answers).toMatchObject({
      'agency.phone': { value: example.agencyPhone, review: false },
      'contact.email': { value: example.email, review: false },
    })
  })

  it('"Ty" at the end of a name goes to a person: the dot below is lost under the tail', () => {
    expect(answer({ person: 'Nông Việt Ty' }, 'contact.name')).toMatchObject({
      value: 'Nông Việt Tỵ',
      review: true,
    })
  })

  it('of a body of Hà Tĩnh is sure: "tỉnh" before it is no "Tĩnh" misread', () => {
    expect(answer({ agency: 'Văn phòng UBND tỉnh Hà Tĩnh' }, 'agency.name')).toMatchObject({
      value: 'Văn phòng UBND tỉnh Hà Tĩnh',
      review: false,
    })
  })

  it('with a word that can be no syllable goes to a person', () => {
    expect(answer({ address: 'Khu đô thị mới Yêri Hòa, Hà Nội' }, 'agency.address')?.review).toBe(true)
    expect(answer({ address: '02 Quang Trung, Đắk Lắk' }, 'agency.address')?.review).toBe(false)
    expect(answer({ address: '02 Quarg Trung, Đắk Lắk' }, 'agency.address')).toMatchObject({
      value: '02 Quang Trung, Đắk Lắk',
      review: true,
    })
    expect(answer({ address: '02 Pasteur, TP Đà Nẵng' }, 'agency.address')?.review).toBe(false)
  })

  it('that is a person of no family name, but for its marks, goes to a person with the likelier one', () => {
    expect(answer({ person: 'Trân Anh Phúc' }, 'contact.name')).toMatchObject({
      value: 'Trần Anh Phúc',
      review: true,
    })
  })

  it('with a word spelt otherwise than it is beside its neighbour goes to a person', () => {
    const agency = 'Sở Thông tin và Truyện thông tỉnh Đắk Nông'
    expect(answer({ agency }, 'agency.name')?.review).toBe(true)
    expect(answer({ suggestions: 'Đề nghị tập trụng nguồn lực.' }, 'suggestions')?.review).toBe(true)
  })

  it('that begins with "SỞ" among small letters begins with "Sở"', () => {
    const agency = 'SỞ Thông tin và Truyền thông tỉnh Đắk Nông'
    expect(answer({ agency }, 'agency.name')).toMatchObject({
      value: 'Sở Thông tin và Truyền thông tỉnh Đắk Nông',
      review: false,
    })
  })

  it.each([
    ['agency.name', { agency: '‽Vặn phòng UBND tỉnh Bắc Giang' }, 'Văn phòng UBND tỉnh Bắc Giang'],
    [
      'agency.name',
      { agency: '‽Văn phòng Tập.đoàn.Điện.lực.Việt.Nam' },
      'Văn phòng Tập đoàn Điện lực Việt Nam',
    ],
    ['agency.name', { agency: '‽Sở Nội vụ tỉnh Tiền Giung' }, 'Sở Nội vụ tỉnh Tiền Giang'],
    ['agency.address', { address: 'Số 38 ‽Nguvễn Trãi, TP. Vĩnh Yên' }, 'Số 38 Nguyễn Trãi, TP. Vĩnh Yên'],
    ['agency.address', { address: '‽©5 Quang Trung, TP. Vĩnh Yên' }, '05 Quang Trung, TP. Vĩnh Yên'],
    ['agency.phone', { agencyPhone: '‽©239.3519.337' }, '0239.3519.337'],
    ['agency.phone', { agencyPhone: '0211.3519.337: ‽(0211) 3.880.557' }, '0211.3519.337; (0211) 3.880.557'],
    ['contact.name', { person: '‽Họovàtên Lê Diệu Phượng' }, 'Lê Diệu Phượng'],
    ['contact.email', { email: '‽Email.hungvc71@longan.gov.vn' }, 'hungvc71@longan.gov.vn'],
    ['contact.email', { email: '‽entt.vp@moh.gov.vn' }, 'cntt.vp@moh.gov.vn'],
  ] as const)('in doubt is offered as it most likely is: %s', (id, filling, likely) => {
    expect(answer(filling, id)).toMatchObject({ value: likely, review: true })
  })

  it('stands behind a label of which the spaces and a letter were lost', () => {
    const filling = { address: '4 Trần Hưng Đạo, Đà Lạt\nĐiệnthoạii: 0633683016', agencyPhone: '' }
    expect(answer(filling, 'agency.address')?.value).toBe('4 Trần Hưng Đạo, Đà Lạt')
  })

  it('read a little less surely than type is for a person where others were written by hand', () => {
    const person = '‼Đỗ ‼Quốc ‼Phúc'
    expect(answer({ person }, 'contact.name')?.review).toBe(false)
    expect(answer({ person, address: '✍', agencyPhone: '✍' }, 'contact.name')).toMatchObject({
      value: 'Đỗ Quốc Phúc',
      review: true,
      reason: 'handwriting',
    })
  })

  it('that is a deputy’s title below a line nobody could read is offered with the head’s above it', () => {
    expect(answer({ title: '⁇KI, ⁇H ⁇VAN\n‽PHÓ CHÁNH VĂN PHÒNG' }, 'signed.title')).toMatchObject({
      value: 'KT. CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG',
      review: true,
    })
    expect(answer({ title: '‽PHÓ CHÁNH VĂN PHÒNG' }, 'signed.title')?.value).toBe('PHÓ CHÁNH VĂN PHÒNG')
  })

  it('that is a place stands before a day written by pen, however wide that day’s blank', () => {
    // A wide gap parts columns; letters are 10 pixels wide and 20 high here.
    const spread = (line: Line): Line => {
      let x = 0
      const tokens = line.tokens.map((token) => {
        const text = token.kind === 'word' ? token.text : ''
        const place = { x, y: 0, width: 10 * text.length, height: 20 }
        x += place.width + (text === '2°' ? 120 : 8)
        return { ...token, place }
      })
      return { ...line, tokens }
    }
    const paper = recognised({ place: 'Ninh Bình', date: 'ngày 2° tháng 4 năm 2017' })
    const pages = paper.pages.map((page) => ({
      ...page,
      blocks: page.blocks.map((block) =>
        block.kind === 'line' && block.tokens.some((token) => token.kind === 'word' && token.text === '2°')
          ? spread(block)
          : block,
      ),
    }))
    const answers = findForms({ ...paper, pages }).forms[0]?.answers
    expect(answers?.['signed.place'].value).toBe('Ninh Bình')
    expect(answers?.['signed.date'].review).toBe(true)
  })

  it('that is a place goes to a person where strokes before it were taken for boxes, or one letter is all of it', () => {
    expect(answer({ place: 'Gia Lai' }, 'signed.place')?.review).toBe(false)
    for (const place of ['▢ ▢ Gia Lai', 'ì'])
      expect(answer({ place }, 'signed.place')).toMatchObject({ review: true })
  })

  it('that is a place one letter from a province is offered as that province', () => {
    expect(answer({ place: 'Vên Bái' }, 'signed.place')).toMatchObject({ value: 'Yên Bái', review: true })
  })

  it('is a telephone with the fax typed behind it in the same blank', () => {
    for (const agencyPhone of ['0210.3838515 - Fax: 0210.3838612', '(024)6585 1704; Fax: (024)6585 1705'])
      expect(answer({ agencyPhone }, 'agency.phone')).toMatchObject({ value: agencyPhone, review: false })
  })

  it('ends where the next label begins, also where that has lost its spaces', () => {
    const filling = { address: '4 Trần Hưng Đạo, Đà Lạt\nĐiệnthoại: 0633683016' }
    expect(answer(filling, 'agency.address')?.value).toBe('4 Trần Hưng Đạo, Đà Lạt')
  })
})

describe('A value that a person looks at', () => {
  it('keeps the syllables of a rare name that were surely read', () => {
    expect(answer({ person: '‽Bá Trung Phụ' }, 'contact.name')).toMatchObject({
      value: 'Bá Trung Phụ',
      review: true,
    })
  })

  it('has figures where old-style ones were read as letters', () => {
    expect(answer({ sent: '‽62o' }, 'frequency.sentPerMonth')).toMatchObject({ value: 620, review: true })
    expect(answer({ date: 'ngày ‽Io tháng 4 năm 2017' }, 'signed.date')).toMatchObject({
      value: '2017-04-10',
      review: true,
    })
    expect(answer({ address: 'o6 Hùng Vương, Đồng Hới' }, 'agency.address')).toMatchObject({
      value: '06 Hùng Vương, Đồng Hới',
      review: true,
    })
  })

  it('has the dot that is too small in an address', () => {
    expect(answer({ email: 'phuclt@vovyn' }, 'contact.email')).toMatchObject({
      value: 'phuclt@vov.vn',
      review: true,
    })
    expect(answer({ email: 'pnmai@vp.mojgovvn' }, 'contact.email')).toMatchObject({
      value: 'pnmai@vp.moj.gov.vn',
      review: true,
    })
    expect(answer({ email: 'baphu1983@gmail com' }, 'contact.email')).toMatchObject({
      value: 'baphu1983@gmail.com',
      review: true,
    })
  })

  it('has the & that a figure was read for, and the hamlet whose tone was misread', () => {
    expect(answer({ agency: 'Sở TT6TT tỉnh Bình Thuận' }, 'agency.name')).toMatchObject({
      value: 'Sở TT&TT tỉnh Bình Thuận',
      review: true,
    })
    expect(answer({ address: 'Tố 9, phường Đồng Tâm, tỉnh Yên Bái' }, 'agency.address')).toMatchObject({
      value: 'Tổ 9, phường Đồng Tâm, tỉnh Yên Bái',
      review: true,
    })
  })

  it('names the province and the country that a letter is missing to', () => {
    expect(answer({ agency: 'Văn phòng UBND tỉnh Vĩnh Lona' }, 'agency.name')).toMatchObject({
      value: 'Văn phòng UBND tỉnh Vĩnh Long',
      review: true,
    })
    expect(answer({ agency: 'Thông tấn xã Việc Nam' }, 'agency.name')).toMatchObject({
      value: 'Thông tấn xã Việt Nam',
      review: true,
    })
  })

  it('is a suggestion with a quarter of the year in Roman figures, and no stroke for a letter', () => {
    expect(answer({ suggestions: 'Tập huấn o1 lần trong quý 11/2017' }, 'suggestions')?.value).toBe(
      'Tập huấn 01 lần trong quý II/2017',
    )
    for (const suggestions of [
      "Thanh toán với Kho ' bạc nhà nước",
      'Theo QCVN 102:2016/B1 111 về liên thông',
    ])
      expect(answer({ suggestions }, 'suggestions')?.review).toBe(true)
  })

  it('may lack the first letters of a word', () => {
    expect(answer({ suggestions: 'Sớm có hệ thống ký số tập ung.' }, 'suggestions')?.review).toBe(true)
  })
})

describe('Rows of needs as offices retype them', () => {
  const label = (index: number) => questionOf(needIds[index] as QuestionId).label
  const optionsAs = (rows: readonly string[], id: QuestionId) =>
    findForms(asRecognised(document(written(example, { needs: () => [...rows] })))).forms[0]?.answers[id]
  /** Options behind each row, boxes or words in columns of their own; `marks` are strokes beside the words. */
  const read = (rows: readonly string[], marks: readonly Mark[] = [], head = '') => {
    const lines = written(example, { needs: () => [...(head ? [head] : []), ...rows] })
    const { pages, ...rest } = document(lines)
    const place = (index: number) => ({ x: 0, y: index * 40, width: 1600, height: 24 })
    const laidOut = pages.map((page) => ({
      ...page,
      marks,
      blocks: page.blocks.map((block, index) => {
        if (block.kind !== 'line') return block
        let x = 100
        const tokens = block.tokens.map((token) => {
          const column = token.kind === 'box' || /^(?:Có|Không)$/.test(token.text)
          const isOption = column && x > 300
          const width = token.kind === 'box' ? 24 : token.text.length * 10
          const at = isOption ? Math.max(x, 1300) : x
          x = isOption ? at + 150 : x + width + 8
          return { ...token, place: { ...place(index), x: at, width } }
        })
        return { ...block, tokens, place: place(index) }
      }),
    }))
    return findForms({ ...rest, format: 'image', pages: laidOut }).forms[0]?.answers
  }

  it('that begin with "Có nhu cầu" have their answers in the boxes all the same', () => {
    const rows = needIds.map(
      (_, index) => `${index + 1}. Có ${label(index).replace('Nhu', 'nhu')} ${index === 1 ? '▢ ▣' : '▣ ▢'}`,
    )
    const answers = read(rows, [], 'STT Nội dung các nhu cầu của cơ quan Có Không')
    for (const [index, id] of needIds.entries())
      expect([id, answers?.[id]]).toMatchObject([id, { value: index === 1 ? 'no' : 'yes' }])
  })

  it.each(['Có ▣ Không', 'Có Không ▣'])('with two options and one box go to a person: %s', (options) => {
    const rows = needIds.map((_, index) => `${index + 1}. ${label(index)} ${options}`)
    for (const id of needIds) expect(optionsAs(rows, id)?.review).toBe(true)
  })

  it('with one word left of two go to a person where a stroke stands beside it: a ring', () => {
    const rows = needIds.map((_, index) => `${index + 1}. ${label(index)} Không`)
    const id = needIds[0] as QuestionId
    const [evidence] = read(rows)?.[id].evidence.filter(({ text }) => text === 'Không') ?? []
    const { y = 0 } = evidence?.place ?? {}
    const ring = {
      kind: 'stroke' as const,
      place: { x: 1150, y: y - 20, width: 80, height: 64 },
      confidence: 0.6,
    }
    expect(read(rows)?.[id]).toMatchObject({ value: 'no', review: false })
    expect(read(rows, [ring])?.[id].review).toBe(true)
  })
})

describe('Labels as offices retype them', () => {
  const retyped = (from: string, to: string) =>
    findForms(
      document(
        written(example).map((block) => (typeof block === 'string' ? block.replace(from, to) : block)),
      ),
    ).forms[0]?.answers

  it.each(['Họ và tên người cung cấp:', 'Họ tên người cung cấp:', 'Họ tên cán bộ:'])(
    '"%s" leads to the name',
    (label) => {
      expect(retyped('Họ và tên:', label)?.['contact.name'].value).toBe(example.person)
    },
  )

  it('"đối với VPCP" heads the suggestions too', () => {
    expect(retyped('Văn phòng Chính phủ:', 'VPCP:')?.suggestions.value).toBe(example.suggestions)
  })
})

describe('A contact whose telephone and address are by hand', () => {
  it('has its name given to a person too, however much like type', () => {
    const byHand = { personPhone: '✍', email: '✍' }
    expect(answer({ person: 'Đào Thị Ngọc Ân', ...byHand }, 'contact.name')?.review).toBe(true)
    expect(answer({ person: 'Đào Thị Ngọc Ân', personPhone: '✍' }, 'contact.name')?.review).toBe(false)
  })

  it('wrote the address of the body too, where four of six lines are by hand', () => {
    const address = 'Số 8 Phạm Hùng, TP. Bạc Liêu'
    const byHand = { personPhone: '✍', email: '✍', person: '✍' }
    expect(answer({ address, ...byHand, agencyPhone: '✍' }, 'agency.address')?.review).toBe(true)
    expect(answer({ address, ...byHand }, 'agency.address')?.review).toBe(false)
  })

  it('wrote the suggestions too, where four of six lines are by hand', () => {
    const suggestions = 'Không có.'
    const byHand = { personPhone: '✎0912345678', email: '✎ha@gmail.com', person: '✎Ẩn' }
    expect(answer({ suggestions, ...byHand, agencyPhone: '✎0234567890' }, 'suggestions')?.review).toBe(true)
    expect(answer({ suggestions, ...byHand }, 'suggestions')?.review).toBe(false)
  })
})

describe('A signer whose lines a seal lies beside', () => {
  /** A line of 20 high every 40 down the page, words of 50 side by side. */
  const placed = (filling: Partial<Filling>, seal: Rectangle): Transcript => {
    const form = recognised(filling)
    const [page] = form.pages
    const blocks = (page?.blocks ?? []).map((block, index) =>
      block.kind === 'line'
        ? {
            ...block,
            tokens: block.tokens.map((token, column) => ({
              ...token,
              place: { x: 100 + column * 60, y: index * 40, width: 50, height: 20 },
            })),
            place: { x: 100, y: index * 40, width: block.tokens.length * 60, height: 20 },
          }
        : block,
    )
    const marks = [{ kind: 'seal' as const, place: seal, confidence: 0.9 }]
    return { ...form, pages: [{ number: 1, width: 1200, height: 4000, blocks, marks }] }
  }
  const last = recognised({}).pages[0]?.blocks.length ?? 0
  const nameLine = (last - 1) * 40
  const read = (seal: Rectangle) =>
    findForms(placed({ title: 'CHÁNH VĂN PHÒNG', signer: 'Phạm Thị Kim Lan' }, seal)).forms[0]?.answers

  it('is sure where it touches none of them', () => {
    const answers = read({ x: 700, y: nameLine - 100, width: 150, height: 150 })
    expect(answers?.['signed.name']).toMatchObject({ value: 'Phạm Thị Kim Lan', review: false })
    expect(answers?.['signed.title']).toMatchObject({ value: 'CHÁNH VĂN PHÒNG', review: false })
  })

  it('goes to a person where it lies on the name, or where a word may be hidden beside the title', () => {
    expect(read({ x: 60, y: nameLine, width: 60, height: 30 })?.['signed.name'].review).toBe(true)
    expect(read({ x: 30, y: nameLine - 90, width: 40, height: 60 })?.['signed.title'].review).toBe(true)
  })
})

describe('A signer recognised under a seal', () => {
  it('has no strokes of the seal before whom he stands for, and the end of a word that it cuts off', () => {
    const signer = '‽Pmạm Kim Lan'
    expect(answer({ title: '‽~u ‽ra; KT. GIÁM ‽ĐỌC\nPHÓ GIÁM ĐỐC', signer }, 'signed.title')?.value).toBe(
      'KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC',
    )
    const title = 'KT. CHÁNH VĂN ‽PHÒ\nPHÓ CHÁNH VĂN PHÒNG'
    const whole = 'KT. CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG'
    expect(answer({ title, signer }, 'signed.title')?.value).toBe(whole)
    expect(answer({ title: `${title}\n‽VĂN ‽PHÒNG.`, signer }, 'signed.title')?.value).toBe(whole)
  })

  it('has no heading for a title, however it was retyped', () => {
    const title = 'Thủ trưởng cơ quan\nTổng Giám đốc'
    expect(answer({ title, signer: 'Phạm Thị Kim Lan' }, 'signed.title')?.value).toBe('Tổng Giám đốc')
  })

  it('is offered to a person by the name that it most likely is', () => {
    expect(answer({ signer: '‽Pmạm Kim Lan' }, 'signed.name')).toMatchObject({
      value: 'Phạm Kim Lan',
      review: true,
    })
    expect(answer({ signer: 'Ứng Viết ‽Điệp' }, 'signed.name')?.value).toBe('Ứng Viết Điệp')
    expect(answer({ signer: '‽A Bloong Thắng' }, 'signed.name')?.value).toBe('A Bloong Thắng')
    expect(answer({ person: "‽Rơ Châm H'Phik" }, 'contact.name')?.value).toBe("Rơ Châm H'Phik")
    expect(answer({ signer: '‽nà Thị Kim Lan' }, 'signed.name')).toMatchObject({
      value: 'Thị Kim Lan',
      review: true,
    })
    expect(answer({ person: 'Luc Đức Ngữ' }, 'contact.name')).toMatchObject({
      value: 'Lục Đức Ngữ',
      review: true,
    })
  })

  it('has a title that goes on in the next line, and none of the capitals of the seal', () => {
    const title = 'Giám đốc Trung tâm Tin học - Công\nbáo\nVĂN'
    expect(answer({ title, signer: '‽Pmạm Kim Lan' }, 'signed.title')?.value).toBe(
      'Giám đốc Trung tâm Tin học - Công báo',
    )
  })

  it('has a title without the words of the seal', () => {
    expect(answer({ title: 'CHÁNH VĂN PHÒNG ‽NAM\n‽VIỆT ‽TỈNH' }, 'signed.title')).toMatchObject({
      value: 'CHÁNH VĂN PHÒNG',
      review: true,
    })
  })
})
