import { headings, questions } from '../../survey/form.ts'
import { fold } from '../../vietnamese/fold.ts'

const printed = new Set(fold(JSON.stringify([questions, headings])).split(' '))

/** Whether all of a text stands printed on the form; what does not was put there by the agency, or misread. */
export const isOfForm = (text: string): boolean =>
  fold(text)
    .split(' ')
    .every((part) => part === '' || printed.has(part))
