import { describe, expect, it } from 'vitest'
import { checkRules, flagWords } from '../../src/survey/rules/check.ts'
import type { Facts } from '../../src/survey/rules/rule.ts'
import { sure } from '../helpers/answers.ts'
import { facts, type Own, rules } from './facts.ts'

const nothingTicked: Own = {
  'connection.internal': false,
  'connection.government': false,
  'signing.vsignPdf': false,
  'frequency.exchanged': false,
  'frequency.sentPerMonth': null,
  'frequency.receivedPerMonth': null,
}
const noNeeds: Own = {
  'needs.mobile': null,
  'needs.crossAuthentication': null,
  'needs.signatureTraining': null,
  'needs.securityTraining': null,
}
const handwritten = sure(null, { review: true, reason: 'handwriting' })

describe('A complete form', () => {
  it('gives no finding at all', () => {
    expect(rules()).toEqual([])
  })
})

describe('What is incomplete', () => {
  it.each<[string, string[], Own, Partial<Facts>?]>([
    ['I1: no name, and the body is not known', ['I1 E'], { 'agency.name': null }, { agencyKnown: false }],
    [
      'I1: a name that nobody knows is for a person first',
      ['I1 W'],
      { 'agency.name': 'Cơ quan lạ' },
      { agencyKnown: false },
    ],
    ['I2: the name is empty but the body known otherwise', ['I2 W'], { 'agency.name': null }],
    ['I3: no name of a contact', ['I3 E'], { 'contact.name': null }],
    [
      'I4: neither telephone nor e-mail of the contact',
      ['I4 E'],
      { 'contact.phone': null, 'contact.email': null },
    ],
    ['I5: one of the two is a note only', ['I5 N'], { 'contact.email': null }],
    ['I6: nothing in sections 2 and 3', ['I6 E'], { ...nothingTicked, ...noNeeds }],
    ['I7: nothing ticked in section 2 means "not yet", to be confirmed', ['I7 N'], nothingTicked],
    [
      'I8: a tool is ticked but no figures',
      ['I8 E'],
      { 'frequency.sentPerMonth': null, 'frequency.receivedPerMonth': null },
    ],
    [
      'I8: with integration only it may not be in use yet',
      ['I8 W'],
      { ...nothingTicked, 'connection.internal': true, 'signing.integrated': true },
    ],
    ['I9: one figure is missing', ['I9 E'], { 'frequency.receivedPerMonth': null }],
    [
      'I9: less so where the exchange is not ticked',
      ['I9 W'],
      { 'frequency.receivedPerMonth': null, 'frequency.exchanged': false },
    ],
    [
      'I11: a figure in words',
      ['I11 W'],
      { 'frequency.sentPerMonth': sure(null, { review: true, reason: 'in-words' }) },
    ],
    ['I12: a row of section 3 without an answer', ['I12 E'], { 'needs.mobile': null }],
    ['I14: no signed copy has come', ['I14 W'], {}, { signed: 'absent' }],
    ['I15: the signer’s title is missing', ['I15 N'], { 'signed.title': null }],
    ['I17: a page is missing', ['I17 E'], {}, { pageMissing: true, missingSections: ['3', '4'] }],
    [
      'I18: an attachment cannot be opened',
      ['I18 E'],
      {},
      { unopened: [{ name: 'PL.rar', why: { vi: 'có mật khẩu', en: 'password' } }] },
    ],
  ])('%s', (_, expected, own, more) => {
    expect(rules(own, more ?? {})).toEqual(expected)
  })

  it('I10: figures are not asked of a body that ticked no tool', () => {
    expect(rules({ ...nothingTicked, 'connection.government': true })).toEqual([])
  })

  it('I13: suggestions are optional', () => {
    expect(rules({ suggestions: null })).toEqual([])
  })

  it('I16: handwriting goes to a person first; the sender is not asked for what stands there', () => {
    expect(rules({ 'contact.name': handwritten }, { fromPicture: true })).toEqual(['I16 N'])
  })

  it('asks once for an empty form, not row by row', () => {
    expect(rules({ ...nothingTicked, ...noNeeds })).not.toContain('I12 E')
  })

  it('names the rows of section 3 in the sentence for the sender', () => {
    const [finding] = checkRules(facts({ 'needs.crossAuthentication': null, 'needs.securityTraining': null }))
    expect(finding?.vi).toBe('Chưa chọn "Có" hoặc "Không" tại dòng 2 và dòng 4 (mục 3)')
  })
})

describe('What contradicts itself', () => {
  const both = sure(null, { review: true, reason: 'both-marked' })
  it.each<[string, string[], Own, Partial<Facts>?]>([
    ['C1: both columns marked', ['C1 E'], { 'needs.mobile': both }],
    ['C2: documents are sent but no tool is ticked', ['C2 W'], { 'signing.vsignPdf': false }],
    [
      'C3: only received, without a tool',
      ['C3 N'],
      { 'signing.vsignPdf': false, 'frequency.sentPerMonth': 0 },
    ],
    [
      'C4: exchange ticked, both figures zero',
      ['C4 W'],
      { 'frequency.sentPerMonth': 0, 'frequency.receivedPerMonth': 0 },
    ],
    [
      'C5: figures without any connection',
      ['C5 N'],
      { 'connection.internal': false, 'connection.government': false },
    ],
    [
      'C6: integration without any connection',
      ['C6 N'],
      {
        ...nothingTicked,
        'signing.integrated': true,
        'frequency.sentPerMonth': 0,
        'frequency.receivedPerMonth': 0,
      },
    ],
    ['C7: more documents than any body sends', ['C7 W'], { 'frequency.sentPerMonth': 25_000 }],
    ['C7: the year read as a figure', ['C7 W'], { 'frequency.receivedPerMonth': 2017 }],
    [
      'C8: no need at all, but training asked for',
      ['C8 N'],
      {
        'needs.mobile': 'no',
        'needs.crossAuthentication': 'no',
        'needs.signatureTraining': 'no',
        'needs.securityTraining': 'no',
        suggestions: 'Đề nghị tổ chức đào tạo cho cán bộ',
      },
    ],
    ['C9: another body by other evidence', ['C9 W'], {}, { disagreement: ['Bộ Y tế'] }],
    ['C10: the digital and the signed copy differ', ['C10 W'], {}, { copiesDiffer: ['needs.mobile'] }],
    ['C11: two forms of one body differ', ['C11 W'], {}, { versionsDiffer: ['frequency.sentPerMonth'] }],
    ['C12: signed after it arrived', ['C12 N'], { 'signed.date': '2017-04-21' }],
    ['C12: signed in another year', ['C12 N'], { 'signed.date': '2016-04-19' }],
    ['C13: the survey mailbox as the contact', ['C13 W'], { 'contact.email': 'atantt@chinhphu.vn' }],
    [
      'C14: the wording was changed',
      ['C14 N'],
      {},
      { changedWording: [{ question: 'signing.adobePdf', text: 'Foxit' }] },
    ],
    ['C15: needs chosen and denied', ['C15 W'], {}, { section3Remark: 'không có nhu cầu' }],
  ])('%s', (_, expected, own, more) => {
    expect(rules(own, more ?? {})).toEqual(expected)
  })
})

describe('The flag words of a reading', () => {
  it('say incomplete and contradictory, and leave notes out', () => {
    const both = sure(null, { review: true, reason: 'both-marked' })
    const found = checkRules(facts({ 'contact.name': null, 'needs.mobile': both, 'signed.title': null }))
    expect(flagWords(found)).toEqual(['incomplete', 'contradictory'])
  })

  it('do not call a form incomplete for what is asked only beside something else', () => {
    expect(flagWords(checkRules(facts({ 'agency.name': null })))).toEqual([])
  })
})
