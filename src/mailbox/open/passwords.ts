/** Passwords as people write them into a mail: "mật khẩu: 123456", "pass là abc". */
export function passwordsIn(text: string): string[] {
  const found = text.matchAll(
    /(?:mật khẩu|mat khau|password|passwd|pass|mk)[^\S\n]*(?:giải nén|giai nen|mở tệp|mo tep|mở file|mo file|tệp|file)?[^\S\n]*(?:là|la|is)?[^\S\n]*[:=]?\s*["“']?([^\s"”',;]{3,40})/giu,
  )
  return [
    ...new Set(
      [...found].map((match) => match[1] as string).flatMap((word) => [word, word.replace(/[.)]+$/, '')]),
    ),
  ].slice(0, 10)
}

/** Says a password, and does not merely speak of one: "mật khẩu xin gửi ở thư sau". */
export const saysPassword = (text: string): boolean =>
  /(mật khẩu|mat khau|password|passwd|\bpass|\bmk)\b[^\n:=]{0,40}([:=]|\s(là|la|is)\s)\s*\S{3}/iu.test(text)
