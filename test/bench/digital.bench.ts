import mammoth from 'mammoth'
import { PDFParse } from 'pdf-parse'
import { plausibleAnswers } from '../../src/demo/forms/answers.ts'
import { makePdfForm } from '../../src/demo/forms/pdf.ts'
import { makeWordForm } from '../../src/demo/forms/word.ts'
import { randomFrom } from '../../src/demo/random.ts'
import { readDocument } from '../../src/reading/read-document.ts'
import { type Agency, agencyOf } from '../../src/survey/agencies.ts'
import { type Bench, duel, ms } from './measure.ts'

/** A reader process reads thousands of documents; so many until both sides are compiled. */
const rounds = 400

/** Reading a form to its answers, against a library that only takes the text out of the same bytes. */
export const bench: Bench = {
  name: 'Reading a digital form to its answers (peer: a library taking out the text alone)',
  missing: () => null,
  async run(progress) {
    const answers = plausibleAnswers(agencyOf('nghe-an') as Agency, randomFrom(5))
    const word = await makeWordForm(answers, { boxes: 'content-control' })
    const pdf = await makePdfForm(answers)
    progress('Word against mammoth.extractRawText')
    const docx = await duel(
      rounds,
      () => readDocument(word),
      () => mammoth.extractRawText({ buffer: Buffer.from(word) }),
    )
    progress('PDF against pdf-parse getText')
    const portable = await duel(
      rounds,
      () => readDocument(pdf),
      async () => {
        const parser = new PDFParse({ data: new Uint8Array(pdf) })
        await parser.getText()
        await parser.destroy()
      },
    )
    return [
      {
        what: 'a form in Word (mammoth.extractRawText)',
        ours: ms(docx.ours),
        peer: ms(docx.peer),
        ratio: docx.ours / docx.peer,
        bound: { atMost: 1 },
      },
      {
        what: 'a form in PDF with text (pdf-parse getText)',
        ours: ms(portable.ours),
        peer: ms(portable.peer),
        ratio: portable.ours / portable.peer,
        bound: { atMost: 1.2 },
      },
    ]
  },
}
