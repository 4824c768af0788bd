interface RuleName {
  readonly vi: string
  readonly en: string
}

/**
 * What each rule looks for in a few words, for filters, lists and the history: nobody knows the office's numbers by
 * heart. After them those of a submission's arrival and of mails without a form.
 */
const names: Readonly<Record<string, RuleName>> = {
  I1: { vi: 'Chưa rõ cơ quan', en: 'Agency not known' },
  I2: { vi: 'Thiếu tên cơ quan', en: 'No name of the agency' },
  I3: { vi: 'Thiếu họ tên', en: 'No contact’s name' },
  I4: { vi: 'Thiếu điện thoại, email', en: 'No telephone or e-mail' },
  I5: { vi: 'Thiếu liên hệ bổ sung', en: 'Part of the contact missing' },
  I6: { vi: 'Phiếu chưa điền', en: 'Form not filled in' },
  I7: { vi: 'Mục 2 không đánh dấu', en: 'Section 2 unticked' },
  I8: { vi: 'Thiếu tần suất gửi/nhận', en: 'No frequency given' },
  I9: { vi: 'Thiếu số văn bản', en: 'No number of documents' },
  I11: { vi: 'Số văn bản chưa rõ', en: 'Number of documents unclear' },
  I12: { vi: 'Chưa chọn Có/Không', en: 'Neither Có nor Không' },
  I14: { vi: 'Chưa ký, đóng dấu', en: 'Not signed or sealed' },
  I15: { vi: 'Thiếu ngày, người ký', en: 'No date or signer' },
  I16: { vi: 'Bản chụp cần người xem', en: 'Scan for a person to see' },
  I17: { vi: 'Thiếu trang', en: 'A page is missing' },
  I18: { vi: 'Không mở được tệp', en: 'File cannot be opened' },
  C1: { vi: 'Chọn cả Có và Không', en: 'Both Có and Không' },
  C2: { vi: 'Gửi nhưng không có phần mềm ký', en: 'Sends without a signing tool' },
  C3: { vi: 'Chỉ nhận, chưa gửi', en: 'Receives only' },
  C4: { vi: 'Có gửi/nhận nhưng số bằng 0', en: 'Exchanges, yet none' },
  C5: { vi: 'Có số lượng, chưa kết nối', en: 'Figures without a connection' },
  C6: { vi: 'Có ký số, chưa kết nối', en: 'Signing without a connection' },
  C7: { vi: 'Số lượng khó tin', en: 'Figure hard to believe' },
  C8: { vi: 'Không nhu cầu nhưng có đề nghị', en: 'No needs, yet requests' },
  C9: { vi: 'Tên cơ quan không khớp', en: 'Names of the body disagree' },
  C10: { vi: 'Bản mềm khác bản ký', en: 'Copy differs from the signed one' },
  C11: { vi: 'Các bản khác nhau', en: 'Versions differ' },
  C12: { vi: 'Ngày ký không hợp lý', en: 'Date signed not plausible' },
  C13: { vi: 'Email là hòm thư khảo sát', en: 'E-mail is the survey’s own' },
  C14: { vi: 'Nội dung in bị sửa', en: 'Printed words changed' },
  C15: { vi: 'Mục 3 vừa chọn vừa ghi', en: 'Section 3 chosen and written' },
  late: { vi: 'Sau hạn', en: 'Late' },
  'member-unit': { vi: 'Đơn vị thành viên', en: 'Member unit' },
  'unknown-agency': { vi: 'Chỉ biết cơ quan qua địa chỉ thư', en: 'Known by the sender’s address only' },
  'arrived-after-decision': { vi: 'Thư đến sau quyết định', en: 'Mail after the decision' },
  'no-form': { vi: 'Thư không có phiếu', en: 'Mail without a form' },
  'too-large': { vi: 'Thư quá lớn', en: 'Mail too large' },
}

/** With the number the office's lists know it by, where they do; an old record's rule that is gone by its id. */
export function ruleName(rule: string, lang: 'vi' | 'en'): string {
  const name = Object.hasOwn(names, rule) ? names[rule]?.[lang] : undefined
  if (!name) return rule
  return /^[IC]\d+$/.test(rule) ? `${rule} · ${name}` : name
}
