import { describe, expect, it } from 'vitest'
import { isLate, isOnDeadlineDay, parseDeadline } from '../../src/survey/deadline.ts'
import { checkRules, isIncomplete } from '../../src/survey/rules/check.ts'
import type { Facts } from '../../src/survey/rules/rule.ts'
import { sure } from '../helpers/answers.ts'
import { facts, type Own, rules } from './facts.ts'

const inDoubt = sure(null, { review: true, reason: 'handwriting' })
const because = (reason: string, value: number | null = null) => sure(value, { review: true, reason })
const confirmed = (reason: string) => sure(null, { reason })
const atLeast = (min: number) =>
  sure(null, {
    review: true,
    reason: 'not-exact',
    quantity: { min, max: null, approximate: false, period: 'month' },
  })

const sent = 'frequency.sentPerMonth'
const received = 'frequency.receivedPerMonth'
const noFigures: Own = { [sent]: null, [received]: null }
const noTools: Own = { 'signing.vsignPdf': false, 'frequency.exchanged': false }
const noConnection: Own = { 'connection.internal': false, 'connection.government': false }
const nothing: Own = { ...noConnection, ...noTools, ...noFigures }
const needs = (one: 'yes' | 'no' | null): Own => ({
  'needs.mobile': one,
  'needs.crossAuthentication': one,
  'needs.signatureTraining': one,
  'needs.securityTraining': one,
})
const blank: Own = { ...nothing, ...needs(null) }
const at = (time: string): Partial<Facts> => ({ receivedAt: new Date(time) })

type Edge = readonly [what: string, own: Own, more?: Partial<Facts>]

/** For every rule: what just fires it, with the level, and what just does not. */
const table: readonly (readonly [
  rule: string,
  fires: readonly (readonly [level: string, what: string, own: Own, more?: Partial<Facts>])[],
  not: readonly Edge[],
])[] = [
  [
    'I1',
    [
      ['E', 'no name and nobody knows whose it is', { 'agency.name': null }, { agencyKnown: false }],
      ['W', 'a name that nobody knows', { 'agency.name': 'Cơ quan lạ' }, { agencyKnown: false }],
      ['W', 'a name that a person must read first', { 'agency.name': inDoubt }, { agencyKnown: false }],
    ],
    [['no name, but the body is known', { 'agency.name': null }]],
  ],
  [
    'I2',
    [
      ['W', 'no name, the body known otherwise', { 'agency.name': null }],
      ['W', 'an empty name', { 'agency.name': '' }],
    ],
    [
      ['a name', {}],
      ['a name in handwriting', { 'agency.name': inDoubt }],
      ['no name of an unknown body: that is I1', { 'agency.name': null }, { agencyKnown: false }],
    ],
  ],
  [
    'I3',
    [['E', 'no contact', { 'contact.name': null }]],
    [
      ['a contact', {}],
      ['a contact in handwriting', { 'contact.name': inDoubt }],
    ],
  ],
  [
    'I4',
    [['E', 'neither telephone nor e-mail', { 'contact.phone': null, 'contact.email': null }]],
    [
      ['a telephone only', { 'contact.email': null }],
      ['an e-mail only', { 'contact.phone': null }],
      ['an e-mail in handwriting', { 'contact.phone': null, 'contact.email': inDoubt }],
    ],
  ],
  [
    'I5',
    [
      ['N', 'no e-mail', { 'contact.email': null }],
      ['N', 'no telephone', { 'contact.phone': null }],
      ['N', 'no address', { 'agency.address': null }],
      ['N', 'no telephone of the body', { 'agency.phone': null }],
    ],
    [
      ['all of them', {}],
      ['neither telephone nor e-mail: that is I4', { 'contact.phone': null, 'contact.email': null }],
    ],
  ],
  [
    'I6',
    [['E', 'nothing in sections 2 and 3', blank]],
    [
      ['one tick', { ...blank, 'signing.adobePdf': true }],
      [
        'one tick that a person must look at',
        { ...blank, 'signing.adobePdf': sure(false, { review: true, reason: 'mark-unclear' }) },
      ],
      ['one row of section 3', { ...blank, 'needs.mobile': 'no' }],
      ['a figure of 0', { ...blank, [sent]: 0 }],
      ['a figure in handwriting', { ...blank, [received]: inDoubt }],
      ['a page that is missing', blank, { pageMissing: true, missingSections: ['2', '3'] }],
    ],
  ],
  [
    'I7',
    [
      ['N', 'no tick, section 3 answered', nothing],
      ['N', 'no tick, one row of section 3', { ...blank, 'needs.mobile': 'no' }],
      ['N', 'no tick, a row with both columns marked', { ...blank, 'needs.mobile': because('both-marked') }],
    ],
    [
      ['one tick', { ...nothing, 'connection.internal': true }],
      ['figures of 0 say so themselves', { ...nothing, [sent]: 0, [received]: 0 }],
      ['nothing at all: that is I6', blank],
    ],
  ],
  [
    'I8',
    [
      ['E', 'the exchange ticked, no figures', { ...nothing, 'frequency.exchanged': true }],
      ['E', 'VSIGN-PDF ticked, no figures', { ...nothing, 'signing.vsignPdf': true }],
      ['E', 'Adobe ticked, no figures', { ...nothing, 'signing.adobePdf': true }],
      ['E', 'Word ticked, no figures', { ...nothing, 'signing.microsoftWord': true }],
      ['W', 'integration only, which may be to come', { ...nothing, 'signing.integrated': true }],
      ['W', 'central signing only', { ...nothing, 'signing.centralized': true }],
    ],
    [
      ['a figure of 0', { [sent]: 0, [received]: null }],
      ['figures in words', { [sent]: because('in-words'), [received]: because('in-words') }],
      [
        'figures in words that a person confirmed',
        { [sent]: confirmed('in-words'), [received]: confirmed('in-words') },
      ],
      ['at least 500', { [sent]: null, [received]: atLeast(500) }],
      ['I10: no tool ticked', { ...nothing, 'connection.internal': true }],
    ],
  ],
  [
    'I9',
    [
      ['E', 'one figure, the exchange ticked', { [received]: null }],
      ['E', 'the other figure', { [sent]: null }],
      ['W', 'one figure, the exchange not ticked', { [received]: null, 'frequency.exchanged': false }],
      ['E', 'a figure of 0 beside an empty one', { [sent]: 0, [received]: null }],
    ],
    [
      ['both figures', {}],
      ['both 0', { [sent]: 0, [received]: 0 }],
      ['none', noFigures],
      ['one of them in handwriting', { [received]: inDoubt }],
    ],
  ],
  ['I10', [], [['figures missing where no tool is ticked', { ...nothing, 'connection.internal': true }]]],
  [
    'I11',
    [
      ['W', 'in words', { [sent]: because('in-words') }],
      ['W', 'a day instead of a month', { [received]: because('other-period') }],
      ['W', 'unreadable', { [received]: because('unreadable') }],
      ['W', 'two figures in one blank', { [sent]: because('not-exact') }],
    ],
    [
      ['0', { [sent]: 0, [received]: 0 }],
      ['about 300, counted apart from exact figures', { [sent]: because('not-exact', 300) }],
      ['more than 500', { [received]: atLeast(500) }],
      ['handwriting, for a person first', { [sent]: inDoubt }],
    ],
  ],
  [
    'I12',
    [
      ['E', 'one row empty', { 'needs.securityTraining': null }],
      ['E', 'all rows empty, section 2 answered', needs(null)],
    ],
    [
      ['all rows answered', needs('no')],
      ['a row with both columns marked', { 'needs.mobile': because('both-marked') }],
      [
        'a row of which a person confirmed that both are marked',
        { 'needs.mobile': confirmed('both-marked') },
      ],
      ['a row on a page that is missing', { 'needs.mobile': because('page-missing') }],
      ['nothing at all: that is I6', blank],
    ],
  ],
  ['I13', [], [['no suggestions', { suggestions: null }]]],
  [
    'I14',
    [['W', 'no signature anywhere', {}, { signed: 'absent' }]],
    [
      ['a signature somewhere', {}, { signed: 'present' }],
      ['nobody can tell yet', {}, { signed: 'unknown' }],
      ['a single document cannot tell', {}, { signed: null }],
    ],
  ],
  [
    'I15',
    [
      ['N', 'no date', { 'signed.date': null }],
      ['N', 'no title', { 'signed.title': null }],
      ['N', 'no name', { 'signed.name': null }],
    ],
    [
      ['all three', {}],
      ['a date in handwriting', { 'signed.date': inDoubt }],
      ['no place', { 'signed.place': null }],
    ],
  ],
  [
    'I16',
    [['N', 'a scan with a doubtful answer', { 'contact.name': inDoubt }, { fromPicture: true }]],
    [
      ['a scan without any doubt', {}, { fromPicture: true }],
      ['a typed form with a doubtful answer', { 'contact.name': inDoubt }],
    ],
  ],
  [
    'I17',
    [['E', 'a page is missing', {}, { pageMissing: true, missingSections: ['3', '4'] }]],
    [['a section without its heading', {}, { missingSections: ['4'] }]],
  ],
  [
    'I18',
    [
      [
        'E',
        'a file that cannot be opened',
        {},
        { unopened: [{ name: 'PL.zip', why: { vi: 'mật khẩu', en: 'password' } }] },
      ],
    ],
    [['every file opened', {}]],
  ],
  [
    'C1',
    [
      ['E', 'both columns', { 'needs.mobile': because('both-marked') }],
      ['E', 'both columns, confirmed by a person', { 'needs.mobile': confirmed('both-marked') }],
    ],
    [
      ['one column', {}],
      ['a mark that is unclear', { 'needs.mobile': because('mark-unclear') }],
    ],
  ],
  [
    'C2',
    [
      ['W', 'one document sent, no tool', { ...noTools, [sent]: 1 }],
      ['W', 'at least 500 sent, no tool', { ...noTools, [sent]: atLeast(500) }],
    ],
    [
      ['none sent', { ...noTools, [sent]: 0 }],
      ['nothing said', { ...noTools, [sent]: null }],
      ['a tool', { [sent]: 1 }],
      ['integration is a tool too', { ...noTools, 'signing.integrated': true }],
      [
        'a tool that a person must look at',
        { ...noTools, 'signing.adobePdf': sure(false, { review: true }) },
      ],
    ],
  ],
  [
    'C3',
    [['N', 'received only, no tool', { ...noTools, [sent]: 0, [received]: 1 }]],
    [
      ['neither', { ...noTools, [sent]: 0, [received]: 0 }],
      ['sent not said', { ...noTools, [sent]: null, [received]: 1 }],
      ['a tool', { [sent]: 0, [received]: 1 }],
    ],
  ],
  [
    'C4',
    [['W', 'ticked, and both 0', { [sent]: 0, [received]: 0 }]],
    [
      ['one of them 1', { [sent]: 0, [received]: 1 }],
      ['one of them not said', { [sent]: 0, [received]: null }],
      ['not ticked', { [sent]: 0, [received]: 0, 'frequency.exchanged': false }],
    ],
  ],
  [
    'C5',
    [
      ['N', 'one document sent, no connection', { ...noConnection, [sent]: 1, [received]: 0 }],
      ['N', 'one received, no connection', { ...noConnection, [sent]: 0, [received]: 1 }],
      ['N', 'at least 500 received, no connection', { ...noConnection, [sent]: 0, [received]: atLeast(500) }],
    ],
    [
      ['both 0', { ...noConnection, [sent]: 0, [received]: 0 }],
      ['the inner connection', { 'connection.government': false }],
      ['the one with the Government Office', { 'connection.internal': false }],
    ],
  ],
  [
    'C6',
    [
      ['N', 'integration without a connection', { ...noConnection, 'signing.integrated': true }],
      ['N', 'central signing without a connection', { ...noConnection, 'signing.centralized': true }],
    ],
    [
      ['VSIGN-PDF needs none', noConnection],
      ['integration with one connection', { 'signing.integrated': true, 'connection.internal': false }],
    ],
  ],
  [
    'C7',
    [
      ['W', '20,001 a month', { [sent]: 20_001 }],
      ['W', 'the year', { [received]: 2017 }],
      ['W', 'five digits of the telephone number', { [sent]: 12_345, 'contact.phone': '0912.345.678' }],
    ],
    [
      ['20,000 a month', { [sent]: 20_000 }],
      ['2016 and 2018', { [sent]: 2016, [received]: 2018 }],
      ['0', { [sent]: 0, [received]: 0 }],
      ['five digits that are no part of it', { [sent]: 12_346, 'contact.phone': '0912.345.678' }],
      ['four digits that are', { [sent]: 3456, 'contact.phone': '0912.345.678' }],
    ],
  ],
  [
    'C8',
    [
      ['N', 'no need, but training asked for', { ...needs('no'), suggestions: 'Đề nghị tổ chức tập huấn' }],
      ['N', 'no need, but devices asked for', { ...needs('no'), suggestions: 'Hỗ trợ thiết bị lưu khóa' }],
      ['N', 'every need, but denied in words', { ...needs('yes'), suggestions: 'Hiện nay chưa có nhu cầu.' }],
    ],
    [
      ['one need', { ...needs('no'), 'needs.signatureTraining': 'yes', suggestions: 'Đề nghị tập huấn' }],
      ['one row not answered', { ...needs('no'), 'needs.mobile': null, suggestions: 'Đề nghị tập huấn' }],
      ['no need, and said so in words', { ...needs('no'), suggestions: 'Không có nhu cầu đào tạo' }],
      ['no need and other wishes', { ...needs('no'), suggestions: 'Sớm ban hành hướng dẫn' }],
      ['nothing suggested', { ...needs('no'), suggestions: null }],
    ],
  ],
  ['C9', [['W', 'evidence of another body', {}, { disagreement: ['Bộ Y tế'] }]], [['none', {}]]],
  ['C10', [['W', 'copies differ', {}, { copiesDiffer: ['needs.mobile'] }]], [['copies agree', {}]]],
  ['C11', [['W', 'forms differ', {}, { versionsDiffer: [sent] }]], [['forms agree', {}]]],
  [
    'C12',
    [
      ['N', 'signed the day after it came', { 'signed.date': '2017-04-21' }, at('2017-04-20T16:59:59Z')],
      ['N', 'signed the day before the month of the letter', { 'signed.date': '2017-03-31' }],
      ['N', 'signed a year before', { 'signed.date': '2016-04-19' }],
      ['N', 'signed the next year', { 'signed.date': '2018-04-19' }, { receivedAt: null }],
    ],
    [
      [
        'signed the day it came, after midnight in Việt Nam',
        { 'signed.date': '2017-04-21' },
        at('2017-04-20T17:00:00Z'),
      ],
      ['signed on the first of April', { 'signed.date': '2017-04-01' }],
      [
        'signed on the last day of the year, arrival unknown',
        { 'signed.date': '2017-12-31' },
        { receivedAt: null },
      ],
      ['no date: that is I15', { 'signed.date': null }],
    ],
  ],
  [
    'C13',
    [
      ['W', 'the survey’s own address', { 'contact.email': 'ATANTT@chinhphu.vn' }],
      [
        'W',
        'the address in the signature’s stamp',
        { 'contact.email': 'vp@bo-b.example' },
        { stampEmails: ['VP@bo-b.example'] },
      ],
    ],
    [
      ['an address that only holds it', { 'contact.email': 'phongatantt@chinhphu.vn' }],
      [
        'another address than the stamp’s',
        { 'contact.email': 'a@bo-b.example' },
        { stampEmails: ['vp@bo-b.example'] },
      ],
      ['no address', { 'contact.email': null }, { stampEmails: ['vp@bo-b.example'] }],
    ],
  ],
  [
    'C14',
    [['N', 'a line was changed', {}, { changedWording: [{ question: null, text: 'dòng thêm' }] }]],
    [['as printed', {}]],
  ],
  [
    'C15',
    [
      [
        'W',
        'one need beside "không có nhu cầu"',
        { ...needs('no'), 'needs.mobile': 'yes' },
        { section3Remark: 'không có nhu cầu' },
      ],
    ],
    [
      ['no need beside it', needs('no'), { section3Remark: 'không có nhu cầu' }],
      ['a need without it', needs('yes')],
    ],
  ],
]

describe.each(table)('Rule %s', (rule, fires, not) => {
  const found = (own: Own, more?: Partial<Facts>): string[] =>
    rules(own, more).filter((one) => one.startsWith(`${rule} `))

  for (const [level, what, own, more] of fires)
    it(`asks, at level ${level}: ${what}`, () => {
      expect(found(own, more)).toEqual([`${rule} ${level}`])
    })
  for (const [what, own, more] of not)
    it(`is silent: ${what}`, () => {
      expect(found(own, more)).toEqual([])
    })
})

describe('The rules together', () => {
  it('are all eighteen and fifteen of the office’s lists, each tested at its edge', () => {
    const ids = [
      ...Array.from({ length: 18 }, (_, at) => `I${at + 1}`),
      ...Array.from({ length: 15 }, (_, at) => `C${at + 1}`),
    ]
    expect(table.map(([rule]) => rule)).toEqual(ids)
  })

  it('call a form incomplete for level E only', () => {
    for (const [, fires] of table)
      for (const [level, , own, more] of fires) {
        const findings = checkRules(facts(own, more))
        const asked = findings.some((one) => one.level === 'E' && one.rule.startsWith('I'))
        expect(isIncomplete(findings)).toBe(asked)
        if (level === 'N') expect(findings.length).toBeGreaterThan(0)
      }
  })

  it('never ask twice for one empty form, and say nothing of a complete one', () => {
    expect(rules(blank).filter((one) => one.endsWith(' E'))).toEqual(['I6 E'])
    expect(rules()).toEqual([])
  })
})

describe('The deadline, 25/4/2017', () => {
  const deadline = parseDeadline('2017-04-25')
  it.each([
    ['2017-04-24T16:59:59.999Z', false, false],
    ['2017-04-24T17:00:00.000Z', false, true],
    ['2017-04-25T16:59:59.999Z', false, true],
    ['2017-04-25T17:00:00.000Z', true, false],
  ])('takes mail of %s as late: %s, on the day itself: %s', (time, late, onTheDay) => {
    expect(isLate(new Date(time), deadline)).toBe(late)
    expect(isOnDeadlineDay(new Date(time), deadline)).toBe(onTheDay)
  })
})
