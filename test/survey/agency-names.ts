import type { Agency } from '../../src/survey/agencies.ts'
import { fromTcvn3, fromVni } from '../../src/vietnamese/legacy.ts'
import tcvn3 from '../../src/vietnamese/tcvn3.json' with { type: 'json' }
import vni from '../../src/vietnamese/vni.json' with { type: 'json' }

/** A name written some way, and what that way is called in a message. */
export interface Written {
  readonly way: string
  readonly text: string
}

export const isPlace = ({ kind }: Agency): boolean => kind === 'tinh' || kind === 'thanh-pho'
const isCompany = ({ kind }: Agency): boolean => kind === 'tap-doan' || kind === 'tong-cong-ty'

/** The place of a province or city: "Nghệ An", "Hồ Chí Minh". */
export const placeOf = ({ short }: Agency): string => short.replace(/^TP\. /, '')

const withoutTones = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D')

const reversed = (map: Readonly<Record<string, string>>): Map<string, string> =>
  new Map(Object.entries(map).map(([code, letter]) => [letter, code]))
const encode = (codes: ReadonlyMap<string, string>, text: string): string =>
  [...text.normalize('NFC')].map((letter) => codes.get(letter) ?? letter).join('')
const tcvn3Codes = reversed(tcvn3.map)
const vniCodes = reversed(vni.map)

/** The second spelling of open syllables: "Hoà", "Uỷ", "thuỷ". */
const newTonePlacement = (text: string): string =>
  text.replace(/([oOuU])([\u0300\u0301\u0303\u0309\u0323])([aeyAEY])(?![\p{L}\p{M}])/gu, '$1$3$2')

/** The line of a cell is never as wide as the name: broken in the middle. */
const broken = (text: string): string => {
  const words = text.split(' ')
  const at = Math.ceil(words.length / 2)
  return `${words.slice(0, at).join(' ')}\n  ${words.slice(at).join(' ')}`.trim()
}

/** The same words as different programs, typists and machines leave them. */
export function writings(name: string): Written[] {
  return [
    { way: 'as it is', text: name },
    { way: 'capitals', text: name.toLocaleUpperCase('vi') },
    { way: 'small letters', text: name.toLocaleLowerCase('vi') },
    { way: 'no tones', text: withoutTones(name) },
    { way: 'capitals without tones', text: withoutTones(name).toUpperCase() },
    { way: 'decomposed', text: name.normalize('NFD') },
    { way: 'tones on the other vowel', text: newTonePlacement(name.normalize('NFD')).normalize('NFC') },
    { way: 'from TCVN3', text: fromTcvn3(encode(tcvn3Codes, name)) },
    { way: 'from VNI', text: fromVni(encode(vniCodes, name)) },
    { way: 'broken over two lines', text: broken(name) },
    { way: 'dot leaders behind', text: `${name} ……………………` },
    { way: 'dot leaders around', text: `...... ${name}.......` },
    { way: 'a full stop behind', text: `${name}.` },
    { way: 'end mark', text: `${name}./.` },
    { way: 'quotes', text: `“${name}”` },
    { way: 'long dashes', text: name.replaceAll(' - ', ' – ') },
    { way: 'no spaces at dashes', text: name.replaceAll(' - ', '-') },
    { way: 'hard spaces', text: name.replaceAll(' ', '\u00a0') },
    { way: 'doubled spaces', text: name.replaceAll(' ', '  ') },
    { way: 'the label before it', text: `Tên cơ quan: ${name}` },
  ]
}

/** The names that a body goes by in its own forms, letters and seals. */
export function namesOf(agency: Agency): string[] {
  const { name, short } = agency
  if (isPlace(agency)) return placeNames(agency)
  if (isCompany(agency)) return companyNames(agency)
  return [
    name,
    `Văn phòng ${name}`,
    `VP ${name}`,
    `VP. ${name}`,
    `${name} (Văn phòng)`,
    `${name} - Văn phòng`,
    `Cơ quan ${name}`,
    ...(/^(Bộ|Viện|Học viện|Đài|Ban)\b/.test(short) && short !== name ? [short, `Văn phòng ${short}`] : []),
    ...(/&/.test(short)
      ? [short.replace('&', ' & '), short.replace('&', ' và '), short.replace('&', '')]
      : []),
    ...(short === name ? [] : [`${name} (${short})`]),
  ]
}

function placeNames(agency: Agency): string[] {
  const place = placeOf(agency)
  const kinds =
    agency.kind === 'tinh' ? ['tỉnh', 'Tỉnh'] : ['thành phố', 'Thành phố', 'TP', 'TP.', 'Tp.', 'T.P', 'Tp']
  return kinds.flatMap((kind) => [
    `${kind} ${place}`,
    `Ủy ban nhân dân ${kind} ${place}`,
    `Uỷ ban Nhân dân ${kind} ${place}`,
    `UBND ${kind} ${place}`,
    `UBND. ${kind} ${place}`,
    `U.B.N.D ${kind} ${place}`,
    `UB nhân dân ${kind} ${place}`,
    `VP UBND ${kind} ${place}`,
    `VP. UBND ${kind} ${place}`,
    `VP.UBND ${kind} ${place}`,
    `VPUBND ${kind} ${place}`,
    `V.P UBND ${kind} ${place}`,
    `Văn phòng UBND ${kind} ${place}`,
    `Văn Phòng Ủy ban nhân dân ${kind} ${place}`,
    `UBND ${kind} ${place} - Văn phòng`,
    `Văn phòng - UBND ${kind} ${place}`,
    `UBND ${kind} ${place} (Văn phòng)`,
    `Văn phòng HĐND và UBND ${kind} ${place}`,
  ])
}

function companyNames({ name, short }: Agency): string[] {
  const core = name.replace(/ - CTCP$/, '')
  const written = [
    name,
    core,
    `${core} (${short})`,
    `${core} - ${short}`,
    `Văn phòng ${core}`,
    `VP ${core}`,
    `Cơ quan ${core}`,
    `Công ty mẹ - ${core}`,
  ]
  if (core.startsWith('Tổng công ty'))
    return [
      ...written,
      core.replace('Tổng công ty', 'Tổng Công ty'),
      core.replace('Tổng công ty', 'TCT'),
      core.replace('Tổng công ty', 'TCTy'),
      core.replace('Tổng công ty', 'Tổng Cty'),
      core.replace('Tổng công ty', 'T.C.T'),
      `${core} - Công ty TNHH MTV`,
      `${core} - Công ty cổ phần`,
    ]
  return [...written, core.replace('Tập đoàn', 'TĐ'), core.replace('Tập đoàn', 'Tập Đoàn')]
}

/** Offices that answer for their body: filed under it, with the office kept. */
export function unitsOf(agency: Agency): string[] {
  const { name } = agency
  if (isPlace(agency)) {
    const place = placeOf(agency)
    const kinds = agency.kind === 'tinh' ? ['tỉnh', 'Tỉnh'] : ['thành phố', 'TP', 'TP.', 'Tp.']
    return [
      ...kinds.flatMap((kind) => [
        `Sở Thông tin và Truyền thông ${kind} ${place}`,
        `Sở Thông tin & Truyền thông ${kind} ${place}`,
        `Sở TT&TT ${kind} ${place}`,
        `Sở TT & TT ${kind} ${place}`,
        `Sở TTTT ${kind} ${place}`,
        `Sở TT-TT ${kind} ${place}`,
        `STTTT ${kind} ${place}`,
        `UBND ${kind} ${place} - Sở Thông tin và Truyền thông`,
        `UBND ${kind} ${place}\nSỞ THÔNG TIN VÀ TRUYỀN THÔNG`,
        `Trung tâm Tin học - Công báo, Văn phòng UBND ${kind} ${place}`,
        `Trung tâm Tin học – VP UBND ${kind} ${place}`,
        `Trung tâm tin học thuộc Văn phòng UBND ${kind} ${place}`,
        `TTTH - VP UBND ${kind} ${place}`,
        `TT Tin học VP UBND ${kind} ${place}`,
        `Phòng Hành chính - Tổ chức, Văn phòng UBND ${kind} ${place}`,
        `Trung tâm Công nghệ thông tin và Truyền thông ${kind} ${place}`,
        `Trung tâm CNTT&TT ${kind} ${place}`,
        `Sở Nội vụ ${kind} ${place}`,
        `Trung tâm CNTT - Sở TT&TT ${kind} ${place}`,
        `Phòng CNTT, Sở Thông tin và Truyền thông ${kind} ${place}`,
      ]),
      `Sở Thông tin và Truyền thông ${place}`,
      `Sở TT&TT ${place}`,
      `Sở TTTT ${place}`,
      `Sở Kế hoạch và Đầu tư ${place}`,
      `Sở Lao động - Thương binh và Xã hội ${place}`,
      `Trung tâm Tin học ${place}`,
    ]
  }
  const core = name.replace(/ - CTCP$/, '')
  const units = [
    `Trung tâm Tin học - ${core}`,
    `Trung tâm Thông tin, ${core}`,
    `Trung tâm Công nghệ thông tin ${core}`,
    `TT CNTT - ${core}`,
    `${core} - Trung tâm Công nghệ thông tin`,
    `${core} (Trung tâm Tin học)`,
    `Phòng Tổng hợp, Văn phòng ${core}`,
    `${core}\nTRUNG TÂM TIN HỌC`,
  ]
  return isCompany(agency)
    ? [...units, `Ban Công nghệ thông tin ${core}`, `Ban CNTT - ${core}`, `Ban CNTT thuộc ${core}`]
    : [
        ...units,
        `Cục Công nghệ thông tin - ${core}`,
        `Cục CNTT, ${core}`,
        `Cục Công nghệ thông tin thuộc ${core}`,
        `Vụ Khoa học và Công nghệ ${core}`,
        `Cục Tin học hóa (${core})`,
      ]
}

/** Letters that a machine takes for others on a scan. */
const confusions: readonly (readonly [string, string])[] = [
  ['m', 'rn'],
  ['n', 'ri'],
  ['d', 'cl'],
  ['o', 'c'],
  ['i', 'l'],
  ['u', 'ii'],
  ['h', 'b'],
  ['a', 'o'],
  ['t', 'f'],
  ['g', 'q'],
  ['n', 'm'],
  ['n', 'u'],
]

/** The name with one or two letters lost, confused or foreign, or a space lost; the same ones for the same seed. */
export function slipped(name: string, seed: number): string[] {
  let state = seed * 7919 + name.length
  const next = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
  const slip = (text: string): string => {
    const at = next(text.length)
    const confused = confusions.filter(([letter]) => letter === text[at])
    const instead =
      text[at] === ' ' || next(3) === 0
        ? ''
        : confused.length > 0 && next(2) === 0
          ? (confused[next(confused.length)]?.[1] ?? '')
          : 'abcdeghiklmnopqrstuvxy'.charAt(next(22))
    return text.slice(0, at) + instead + text.slice(at + 1)
  }
  return [slip(name), slip(slip(name)), slip(name)]
}
