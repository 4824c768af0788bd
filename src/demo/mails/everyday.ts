import { zipSync } from 'fflate'
import { type Agency, agencies } from '../../survey/agencies.ts'
import { type FormAnswers, officeOf, plausibleAnswers } from '../forms/answers.ts'
import { makePdfForm } from '../forms/pdf.ts'
import { makeScan } from '../forms/scan.ts'
import { boxStyles, makeWordForm, type WordFormOptions } from '../forms/word.ts'
import { type Random, randomFrom } from '../random.ts'
import type { Attachment, Letter } from './compose.ts'
import { scenarioBodies } from './scenarios.ts'

/** How often each way of sending is met: one entry a mail, taken in turn. */
type Way = (
  agency: Agency,
  random: Random,
) => Promise<{ attachments: Attachment[]; headers?: Record<string, string> }>

const wordOptions = (random: Random): WordFormOptions => ({
  boxes: random.pick(boxStyles),
  mark: random.pick(['x', 'X', '✓', 'v']),
  leaders: random.chance(0.3),
  boxesRight: random.chance(0.1),
  separators: { thousands: random.chance(0.4) },
})

const word: Way = async (agency, random) => ({
  attachments: [
    {
      name: 'Phiếu khảo sát ứng dụng CKS.docx',
      bytes: await makeWordForm(plausibleAnswers(agency, random), wordOptions(random)),
    },
  ],
})

const pdf: Way = async (agency, random) => ({
  attachments: [
    {
      name: 'Phieu khao sat.pdf',
      bytes: await makePdfForm(plausibleAnswers(agency, random)),
      type: 'application/octet-stream',
    },
  ],
})

const scan: Way = async (agency, random) => ({
  attachments: [
    {
      name: `${random.whole(1000, 1999)}-VP.pdf`,
      bytes: await makeScan(plausibleAnswers(agency, random), { seed: random.whole(1, 9999) }),
    },
  ],
})

const withoutContact: Way = async (agency, random) => {
  const answers: FormAnswers = {
    ...plausibleAnswers(agency, random),
    'contact.name': null,
    'contact.email': null,
    'contact.phone': null,
  }
  return {
    attachments: [{ name: 'phieu khao sat.docx', bytes: await makeWordForm(answers, wordOptions(random)) }],
  }
}

const unansweredNeeds: Way = async (agency, random) => {
  const answers: FormAnswers = {
    ...plausibleAnswers(agency, random),
    'needs.mobile': null,
    'needs.securityTraining': null,
  }
  return {
    attachments: [{ name: 'PHIEU KHAO SAT.docx', bytes: await makeWordForm(answers, wordOptions(random)) }],
  }
}

const approximate: Way = async (agency, random) => {
  const answers: FormAnswers = {
    ...plausibleAnswers(agency, random),
    'signing.vsignPdf': true,
    'frequency.exchanged': true,
    'frequency.sentPerMonth': 'khoảng 300',
    'frequency.receivedPerMonth': '200 - 300',
  }
  return { attachments: [{ name: 'Phieu.docx', bytes: await makeWordForm(answers, wordOptions(random)) }] }
}

const zipped: Way = async (agency, random) => ({
  attachments: [
    {
      name: 'phu luc kem theo.zip',
      bytes: zipSync(
        {
          'PL/Phiếu khảo sát.docx': await makeWordForm(plausibleAnswers(agency, random), wordOptions(random)),
        },
        { mtime: '2017-04-20' },
      ),
    },
  ],
})

const ways: readonly Way[] = [
  word,
  pdf,
  word,
  scan,
  withoutContact,
  zipped,
  word,
  unansweredNeeds,
  pdf,
  approximate,
]

const subjects = (agency: Agency): string[] => [
  'V/v gửi phiếu khảo sát ứng dụng chữ ký số',
  `Phiếu khảo sát của ${officeOf(agency)}`,
  'Re: CV 121/TTTH-ATANTT',
  'Phúc đáp công văn số 121/TTTH-ATANTT',
  `[${agency.short}] Báo cáo khảo sát chữ ký số`,
  'Gui phieu khao sat',
]

/** Ordinary mails of bodies that no scenario writes for, over the days of April until after the deadline. */
export async function* everydayLetters(count: number): AsyncGenerator<Letter> {
  const random = randomFrom(20170425)
  const bodies = agencies.filter(({ id, domains }) => !scenarioBodies.includes(id) && domains.length > 0)
  for (let index = 0; index < count; index++) {
    const agency = bodies[(index * 7) % bodies.length] as Agency
    const way = ways[index % ways.length] as Way
    const day = index % 9 === 8 ? random.pick([26, 27]) : random.whole(12, 25)
    const two = (value: number) => String(value).padStart(2, '0')
    yield {
      about: `thư thường ${index + 1}`,
      arrived: `2017-04-${two(day)} ${two(random.whole(7, 17))}:${two(random.whole(0, 59))}:${two(index % 60)}`,
      from: `"${officeOf(agency)}" <${random.pick(['vanthu', 'vanphong', 'cntt'])}@${agency.domains[0]}>`,
      subject: random.pick(subjects(agency)),
      body: random.chance(0.3)
        ? ''
        : 'Kính gửi Trung tâm Tin học - VPCP,\nXin gửi kèm phiếu khảo sát (bản giấy gửi theo đường bưu điện).\nTrân trọng./.',
      ...(await way(agency, random)),
    }
  }
}
