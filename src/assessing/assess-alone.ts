import type { DocumentReading } from '../reading/document-reading.ts'
import { isLate } from '../survey/deadline.ts'
import { checkRules, flagWords } from '../survey/rules/check.ts'
import type { Finding } from '../survey/rules/rule.ts'
import { type Assessed, assess } from './assess.ts'
import type { AssessingConfig, MailFacts } from './facts.ts'
import { fileMail } from './file-mail.ts'
import { identifyAgency } from './identify-agency.ts'

/** What one document says by itself, without its mail: for reading files at the command line. */
export function assessDocument(
  reading: DocumentReading,
  config: AssessingConfig,
): { agency: string | null; suggestion: string | null; findings: Finding[]; flags: string[] } {
  const form = reading.forms[0]
  if (!form) {
    return {
      agency: null,
      suggestion: null,
      findings: [],
      flags: reading.problem ? ['unreadable'] : ['no-form'],
    }
  }
  const identity = identifyAgency({ form, document: reading.evidence, mail: null })
  const findings = checkRules({
    answers: form.answers,
    agencyKnown: identity.agencyId !== null || identity.memberUnit !== null,
    disagreement: identity.disagreement,
    // The digital copy is normally unsigned and its scan signed: one document alone cannot tell.
    signed: null,
    fromPicture: form.fromPicture,
    stampEmails: form.fromPicture
      ? reading.evidence.digitalSignatures.flatMap(({ source, email }) =>
          source === 'stamp' && email ? [email] : [],
        )
      : [],
    missingSections: form.missingSections,
    pageMissing:
      form.missingSections.length > 0 &&
      Object.values(form.answers).some(({ reason }) => reason === 'page-missing'),
    unopened: [],
    changedWording: form.changedWording,
    section3Remark: form.section3Remark,
    copiesDiffer: [],
    versionsDiffer: [],
    receivedAt: null,
    volumeLimit: config.volumeLimit,
  })
  return {
    agency: identity.agencyId,
    suggestion: identity.suggestionId,
    findings,
    flags: [...flagWords(findings), ...(form.blank ? ['blank'] : [])],
  }
}

/** What one mail says by itself: its kind, whether it is late, and every submission in it. */
export function assessMail(
  mail: MailFacts,
  config: AssessingConfig,
): {
  kind: MailFacts['kind']
  late: boolean
  submissions: { assessed: Assessed; flags: string[] }[]
  flags: string[]
  /** Of a mail without a form: the body that it probably came from. */
  suggestedAgency: string | null
} {
  const filing = fileMail(mail)
  const keys = [...new Set(filing.forms.map(({ key }) => key))]
  const submissions = keys.map((key) => {
    const assessed = assess(key, [mail], config)
    const words = assessed.flags.filter(
      ({ level, rule }) => level !== 'N' || rule === 'late' || rule === 'member-unit',
    )
    const categories = words.map(({ category, level }) =>
      category === 'incomplete' && level !== 'E' ? '' : category,
    )
    const incomplete = words.some(({ level, rule }) => level === 'E' && rule.startsWith('I'))
      ? ['incomplete']
      : []
    return {
      assessed,
      flags: [...new Set([...incomplete, ...categories])].filter((word) => word !== '' && word !== 'note'),
    }
  })
  return {
    kind: filing.kind,
    late: isLate(mail.receivedAt, config.deadline),
    submissions,
    flags: [...new Set(filing.flags.map(({ category }) => category))],
    suggestedAgency: filing.flags[0]?.suggestedAgencyId ?? null,
  }
}
