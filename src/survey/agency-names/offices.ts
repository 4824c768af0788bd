import { agencyKey, strip } from './key.ts'

/** Offices of other bodies that sit in a province and carry its name. */
const verticalBranch =
  /^(uy ban nhan dan (huyen|quan|thi xa|phuong|xa|thi tran|q|h|tx|thanh pho)|huyen|thi xa|cuc thue|chi cuc thue|bao hiem|bhxh|kho bac|kbnn|cong an|cuc hai quan|hai quan|ngan hang|toa an|tand|vien kiem sat|vksnd|cuc thong ke|chi cuc thong ke|buu dien|vnpt|viettel|mobifone|vien thong|dien luc|cong t[iy]|cuc thi hanh an|bo chi huy|ban chi huy|bo tu lenh|truong|benh vien|dai hoc|tinh ui|thanh ui|tinh uy|thanh uy|hoi dong nhan dan|doan dai bieu|lien doan|mat tran|dai phat thanh|dang u[iy]|cong doan|chi nhanh)\b/

/** What offices of a body are called; only they may stand before or behind its name. */
export const office =
  /^(so|trung tam|cuc|vu|ban|phong|chi cuc|van phong|tong cuc|thanh tra|co quan thanh tra|don vi|bo phan|to|cong thong tin|vien)\b/

/** Words of what is no office of a body, though its name or place stands there too. */
export const noOffice = new RegExp(
  [
    'cong ti(?! me)|chi nhanh|nha may|xi nghiep|dai dien|ban quan li du an|du an',
    '(?<!(moi|thi|hien|bo|vu|thu) )truong(?! (phong|ban|ban quan li))|(?<!giao duc )dai hoc|cao dang|hoc vien|benh vien',
    'dang ui|dang bo|tinh ui|thanh ui|huyen ui|cong doan|doan thanh nien|hoi dong nhan dan|doan dai bieu|mat tran|mttq',
    'huyen|thi xa|thi tran|xa(?! hoi)|(?<!dia )phuong|quan \\d+|(?<!\\b(co|hai|lien|phap|chinh) )quan(?! (li|tri|su|doi|trac|he|chung))|h|q|tx',
    'quoc hoi|chu tich nuoc|trung uong',
    'tinh|thanh pho',
  ]
    .join('|')
    .replace(/^.*$/s, '\\b($&)\\b'),
)
/** The same, where it is a province's name that stands there. */
export const otherThanProvince =
  /\b(cong an|quan su|bien phong|cuc thue|hai quan|kho bac|bao hiem|bhxh|ngan hang|toa an|kiem sat|thi hanh an|cuc thong ke|buu dien|vnpt|viettel|mobifone|dien luc|lien doan|hoi nong dan|lien minh|cong chung|chung khoan|luat su|chi huy|phat thanh)\b/

/** The departments of a province: "Sở Giao dịch Chứng khoán" is none. */
const department =
  'so (thong tin truyen thong|noi vu|tu phap|ke hoach dau tu|tai chinh|cong thuong|nong nghiep( phat trien nong thon)?|giao thong( van tai)?|xay dung|(qui|quy) hoach kien truc|tai nguyen moi truong|lao dong( thuong binh xa hoi)?|van hoa( the thao)?( du lich)?|vh ?tt|the thao( du lich)?|du lich|khoa hoc( cong nghe)?|giao duc( dao tao)?|y te|ngoai vu)'
const informatics =
  '(tin hoc|cong nghe thong tin|thong tin|cong bao|truyen thong|hanh chinh cong|phuc vu hanh chinh cong)'
/** What is a province's own also where only "tỉnh Nghệ An" or "Nghệ An" stands behind it. */
export const provincialOffice = new RegExp(
  `^(((trung tam|phong|ban|bo phan|to|chi cuc) .{0,60})?${department}|(trung tam|phong|cong) ${informatics}( ${informatics})*( dien tu)?|thanh tra|ban dan toc|ban quan li( cac)? khu (cong nghiep|kinh te)( .{0,40})?|ban thi dua khen thuong)$`,
)

/** Whether a name begins like that of an office which is no part of a province or ministry, wherever it sits. */
export const isForeignOffice = (name: string): boolean => {
  const key = strip(agencyKey(name))
  return verticalBranch.test(key) && !/^cong ti me\b/.test(key)
}
