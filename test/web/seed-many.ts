import type { Database } from '../../src/records/database.ts'
import { questions } from '../../src/survey/form.ts'

/**
 * A desk with `count` submissions, each of a mail, a document, 26 answers and now and then a flag: written in bulk, with
 * the same triggers at work as in service. A third of them have a doubt; the roster is as long as the list, so that every
 * figure of the overview counts all of them.
 */
export async function seedMany(database: Database, count: number): Promise<void> {
  const ask = (text: string, values: unknown[] = []) => database.query(text, values)
  await ask(
    `insert into agencies (id, position, kind, name, short, aliases, domains)
     select 'cq-' || n, n, (array['bo','tinh','tong-cong-ty'])[1 + n % 3], 'Văn phòng cơ quan số ' || n,
       (array['Bắc Giang','Sóc Trăng','Bà Rịa - Vũng Tàu','Thừa Thiên Huế','Đắk Lắk'])[1 + n % 5] || ' ' || n, '{}', '{}'
     from generate_series(1, $1) n`,
    [count],
  )
  await ask(
    `insert into mails (mailbox, folder, uidvalidity, uid, received_at, size, state, kind, kind_reason, subject, from_name, from_address, body_text)
     select 'import:bench', 'INBOX', 1, n, timestamptz '2017-04-05 08:00+07' + n * interval '3 minutes', 1000, 'assessed',
       'submission', 'documents', 'Phiếu khảo sát ứng dụng chữ ký số số ' || n, 'Văn thư ' || n, 'vanthu' || n || '@cq.example',
       'Kính gửi Trung tâm Tin học, Văn phòng Chính phủ. Xin gửi phiếu khảo sát kèm theo. ' || md5(n::text)
     from generate_series(1, $1) n`,
    [count],
  )
  await ask(
    `insert into documents (mail_id, position, name, path, size, format, state)
     select id, 0, 'Phieu ' || uid || '.pdf', 'Phieu ' || uid || '.pdf', 1000, (array['docx','pdf-scan','pdf'])[1 + uid % 3], 'read'
     from mails`,
  )
  // In portions: the triggers see a portion as one statement, as they see a version's answers.
  for (let from = 1; from <= count; from += 500)
    await seedPortion(database, from, Math.min(count, from + 499))
  await ask(
    `insert into history (actor, record, record_id, action, after)
     select 'system:assess', 'submission', id, 'filed', '{"state": "waiting"}' from submissions`,
  )
  await ask('analyze')
}

async function seedPortion(database: Database, from: number, to: number): Promise<void> {
  const ask = (text: string, values: unknown[]) => database.query(text, values)
  await ask(
    `insert into submissions (key, agency_id, state, received_at, late, complete)
     select 'agency:cq-' || uid, 'cq-' || uid, (array['waiting','ready','approved'])[1 + uid % 3], received_at,
       received_at > '2017-04-26 00:00+07', uid % 7 <> 0
     from mails where uid between $1 and $2 order by uid`,
    [from, to],
  )
  await ask(
    `insert into versions (submission_id, mail_id, ordinal, relation, in_force, received_at)
     select s.id, m.id, 1, 'first', true, m.received_at from mails m join submissions s on s.key = 'agency:cq-' || m.uid
     where m.uid between $1 and $2`,
    [from, to],
  )
  await ask(
    `insert into answers (version_id, question, value, raw, confidence, review, document_id, evidence)
     select v.id, q.question,
       case q.kind when 'tick' then to_jsonb((m.uid + q.place) % 3 = 0)
         when 'yesno' then to_jsonb(case when (m.uid + q.place) % 2 = 0 then 'yes' else 'no' end)
         when 'number' then to_jsonb((m.uid * q.place) % 900)
         when 'presence' then '"present"'
         else to_jsonb('Nội dung ' || q.place || ' của cơ quan ' || m.uid) end,
       'nguyên văn', 0.95, m.uid % 3 = 0 and q.place % 9 = 0, d.id, '[]'
     from versions v join mails m on m.id = v.mail_id join documents d on d.mail_id = m.id,
       jsonb_to_recordset($3::jsonb) as q (question text, kind text, place int)
     where m.uid between $1 and $2`,
    [
      from,
      to,
      JSON.stringify(questions.map(({ id, kind }, place) => ({ question: id, kind, place: place + 1 }))),
    ],
  )
  await ask(
    `insert into version_documents (version_id, document_id, form_index)
     select v.id, d.id, 0 from versions v join documents d on d.mail_id = v.mail_id join mails m on m.id = v.mail_id
     where m.uid between $1 and $2`,
    [from, to],
  )
  await ask(
    `insert into flags (key, submission_id, mail_id, rule, category, level, questions, message_vi, message_en)
     select s.key || '/I12', s.id, m.id, (array['I12','C2','I8','I14'])[1 + m.uid % 4], 'form', (array['E','W','N'])[1 + m.uid % 3],
       '{needs.mobile}', 'Chưa chọn Có/Không tại dòng 1 (mục 3)', 'Neither Có nor Không in row 1 (section 3)'
     from mails m join submissions s on s.key = 'agency:cq-' || m.uid where m.uid between $1 and $2 and m.uid % 4 = 0`,
    [from, to],
  )
}
