"""What is written on the lines that the recogniser is taught: labels with values, addresses, numbers, sentences.

Three lines in ten are made of syllables put together by rule and of figures drawn blindly, so that the recogniser learns
letters and not the usual words: a name nobody has must be read as it stands.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from random import Random

SURVEY = Path(__file__).resolve().parents[2] / 'src' / 'survey'

ONSETS = ' b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x'.split(' ')
RHYMES = (
    'a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê '
    'êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oan oang oanh '
    'oat oay oăc oăn oăng oc oe oi om on ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uât uây uc uê '
    'uêch uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uynh ư ưa ưc ưi ưng ươc ươi ươm ươn '
    'ương ươp ươt ươu ưt ưu'
).split()
LEVEL, GRAVE, ACUTE, HOOK, TILDE, DOT = '', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'
FAMILY_NAMES = (
    'Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đào Đoàn Trịnh Mai Tô Hà Cao Lương '
    'Lưu Tạ Tăng Thái Quách Chu Châu Vương Kiều Nghiêm La Lò Lại Mạc Thạch Sùng Giàng Nông Bế Triệu Ma Hứa Từ Thân '
    'Khuất Phùng Nhâm Viên Trương Doãn Cù Đàm Đồng Giáp Khúc Lục Lâm Liêu Mẫn Ninh Tống Uông Vi Xa Hầu Thẩm Tôn Y Rơ '
    'Kpă Ksor Siu Điểu'
).split()
MIDDLE_NAMES = (
    'Văn Thị Đức Minh Quang Thanh Hữu Ngọc Xuân Thu Bích Kim Công Đình Bá Duy Gia Hải Hồng Khánh Mạnh Như Phúc Quốc '
    'Thế Tiến Trọng Tuấn Viết Việt Anh Bảo Diệu Hoài Huy Mỹ Nhật Phương Thùy Tường Vĩnh Đăng Ánh Cẩm Chí Danh Khắc Sỹ '
    'Sĩ Trung Tấn Đại Lệ Thục Vinh Hoàng Tùng'
).split()
GIVEN_NAMES = (
    'An Anh Ánh Bách Bảo Bằng Bích Bình Bổng Cảnh Châu Chi Chiến Chinh Chính Chuyên Công Cường Cúc Cương Danh Diễm '
    'Diễn Diệp Diệu Dung Dũng Duy Duyên Dương Đại Đàm Đào Đạt Đăng Điệp Định Đoàn Đông Đồng Đức Giang Giáp Hà Hạ Hải '
    'Hạnh Hào Hảo Hằng Hậu Hiên Hiền Hiển Hiếu Hiệp Hoa Hòa Hoà Hoài Hoan Hoàn Hoàng Hoạt Hồng Hợp Huân Huấn Huệ Hùng '
    'Huy Huyền Huỳnh Hưng Hương Hường Hữu Ích Kha Khang Khánh Khải Khiêm Khoa Khoát Khôi Khởi Khuê Kiên Kiệt Kiều Lam '
    'Lan Lâm Lân Lệ Liên Liễu Linh Loan Long Lộc Lợi Luân Luyến Luyện Lực Lượng Ly Mai Mạnh Mẫn Mận Miên Minh Mùi Mỹ '
    'Na Nam Nga Ngà Ngân Nghĩa Nghị Ngoan Ngọc Nguyên Nguyệt Nhã Nhàn Nhân Nhạn Nhật Nhi Nhị Nhung Như Niên Ninh Oanh '
    'Phát Phong Phú Phúc Phụng Phước Phương Phượng Quân Quang Quảng Quế Quốc Quý Quyên Quyền Quyết Quỳnh San Sang '
    'Sáng Sâm Sinh Sơn Sửu Sỹ Tài Tám Tâm Tân Tấn Thạch Thái Thanh Thành Thảo Thắm Thắng Thân Thêm Thế Thi Thiện '
    'Thịnh Thoa Thọ Thông Thơ Thơm Thu Thuần Thuận Thuật Thục Thủy Thuỷ Thúy Thùy Thư Thương Thường Thức Tiên Tiến '
    'Tiệp Tín Tính Toàn Toản Trà Trang Trâm Trí Trinh Trình Trọng Trúc Trung Trường Trực Tuân Tuấn Tuệ Tùng Tuyên '
    'Tuyến Tuyền Tuyết Tú Tụ Tư Tường Tỵ Uyên Vân Văn Vi Việt Vinh Vịnh Vĩnh Vũ Vui Vượng Vỹ Xuân Xuyến Ý Yên Yến'
).split()
OFFICES = (
    'Giám đốc;Phó Giám đốc;Chánh Văn phòng;Phó Chánh Văn phòng;Trưởng phòng;Phó Trưởng phòng;Chuyên viên;Cục trưởng;'
    'Phó Cục trưởng;Vụ trưởng;Phó Vụ trưởng;Chủ tịch;Phó Chủ tịch;Tổng Giám đốc;Phó Tổng Giám đốc;Trưởng ban;'
    'Phó Trưởng ban;Viện trưởng;Quyền Giám đốc;Chánh Thanh tra;Thứ trưởng;Bộ trưởng;Kế toán trưởng;Văn thư;'
    'Quản trị mạng;Tổng Cục trưởng;Hiệu trưởng'
).split(';')
UNITS = (
    'Sở Thông tin và Truyền thông;Sở Nội vụ;Sở Tài chính;Sở Kế hoạch và Đầu tư;Trung tâm Tin học;Trung tâm CNTT;'
    'Trung tâm Công nghệ thông tin và Truyền thông;Phòng Hành chính - Quản trị;Phòng Văn hóa và Thông tin;'
    'Văn phòng UBND;Văn phòng;Cục Công nghệ thông tin;Vụ Tổ chức cán bộ;Ban Cơ yếu;Phòng An toàn thông tin;'
    'Tổng công ty;Công ty TNHH MTV;Tập đoàn;Ban Quản lý;Cục Thống kê;Thanh tra;Kho bạc Nhà nước;Ngân hàng;Học viện'
).split(';')
STREETS = (
    'Trần Hưng Đạo;Lê Lợi;Nguyễn Huệ;Hùng Vương;Lý Thường Kiệt;Quang Trung;Hai Bà Trưng;Điện Biên Phủ;Võ Thị Sáu;'
    'Phan Đình Phùng;30 tháng 4;3 tháng 2;2/9;Cách Mạng Tháng 8;Ngô Quyền;Phạm Văn Đồng;Tôn Đức Thắng;Hoàng Diệu;'
    'Lạc Long Quân;Ba Tháng Hai;Nguyễn Thị Minh Khai;Xô Viết Nghệ Tĩnh;Hồ Xuân Hương;Huỳnh Thúc Kháng;Láng Hạ'
).split(';')
MAIL_HOSTS = ['gmail.com', 'yahoo.com', 'yahoo.com.vn', 'chinhphu.vn', 'vpcp.vn']
NATIONAL_HEADING = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Kính gửi:', 'Nơi nhận:']
ABBREVIATIONS = ['VPCP', 'CNTT', 'UBND', 'TTTT', 'USB Token', 'PKI', 'SSL', '36a/NQ-CP', '01/2011/TT-BNV', '%']
# Of what a form asks; the second is what fills it.
LABELS = {
    'Tên cơ quan': 'body', 'Địa chỉ': 'address', 'Điện thoại': 'phone', 'Họ và tên': 'person',
    'Số điện thoại': 'phone', 'Email': 'email', 'Gửi': 'count', 'Nhận': 'count',
    'Chức vụ': 'office', 'Đơn vị': 'body', 'Fax': 'phone', 'Website': 'site', 'Họ tên': 'person', 'E-mail': 'email',
    'Thư điện tử': 'email', 'Di động': 'phone', 'Số ĐT': 'phone', 'ĐTDĐ': 'phone', 'Tel': 'phone', 'Cơ quan': 'body',
    'Địa chỉ trụ sở': 'address', 'Người cung cấp thông tin': 'person',
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A stretch of one look: 'print' of the form, 'typed' by the agency, or a 'leader'."""

    text: str
    kind: str


def printed_lines() -> list[str]:
    """The form's own words, a line of print at a time."""
    source = (SURVEY / 'form.ts').read_text(encoding='utf8')
    labels = [re.sub(r'\s+', ' ', label) for label in re.findall(r"'((?:[^'\\\n]|\\.){6,})'", source)]
    vietnamese = [label for label in labels if re.search(r'[À-ỹ]', label)]
    return [' '.join(words[at : at + 16]) for words in map(str.split, vietnamese) for at in range(0, len(words), 16)]


class Texts:
    """Draws lines. `words` are Vietnamese words, `prose` running sentences for a third of the typed ones."""

    def __init__(self, random: Random, words: list[str], prose: list[list[str]]):
        self.random = random
        self.pick = random.choice
        self.prose = prose
        self.words = [word for word in words if word.isalpha()]
        self.small = [word for word in self.words if word.islower()]
        agencies = json.loads((SURVEY / 'agencies.json').read_text(encoding='utf8'))
        self.bodies = [name for agency in agencies for name in [agency['name'], *agency['aliases']]]
        self.printed = printed_lines() + NATIONAL_HEADING

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def digits(self, count: int) -> str:
        return ''.join(self.pick('0123456789') for _ in range(count))

    def number(self) -> str:
        return str(self.random.randint(0, 10 ** self.random.randint(1, 4)))

    def syllable(self) -> str:
        onset, rhyme = self.pick(ONSETS), self.pick(RHYMES)
        stopped = re.search('(c|ch|t|p)$', rhyme)
        tone = self.pick([ACUTE, DOT] if stopped else [LEVEL, GRAVE, ACUTE, HOOK, TILDE, DOT])
        marked = [at for at, letter in enumerate(rhyme) if letter in 'ăâêôơư']
        vowels = [at for at, letter in enumerate(rhyme) if letter in 'aeiouyăâêôơư']
        ends = vowels[-1] == len(rhyme) - 1
        at = marked[-1] if marked else vowels[-2 if ends and len(vowels) > 1 and self.chance(0.7) else -1]
        return unicodedata.normalize('NFC', onset + rhyme[: at + 1] + tone + rhyme[at + 1 :])

    def word(self) -> str:
        kind = self.random.random()
        return self.pick(self.small) if kind < 0.72 else self.syllable() if kind < 0.95 else self.pick(self.words)

    def capital(self, text: str) -> str:
        return text[:1].upper() + text[1:]

    def person(self) -> str:
        parts = [self.pick(FAMILY_NAMES)]
        if self.chance(0.75):
            parts.append(self.pick(MIDDLE_NAMES))
        if self.chance(0.25):
            parts.append(self.capital(self.syllable()))
        parts.append(self.pick(GIVEN_NAMES) if self.chance(0.85) else self.capital(self.syllable()))
        name = ' '.join(parts)
        title = self.pick(['Ông ', 'Bà ', 'Ths. ', 'TS. ', 'KS. ', 'Đ/c ']) if self.chance(0.12) else ''
        return title + (name.upper() if self.chance(0.12) else name)

    def office(self) -> str:
        office = self.pick(OFFICES)
        if self.chance(0.45):
            return self.pick(['KT. ', 'TL. ', 'TM. ', 'TUQ. ', 'Q. ', 'KT.', 'TL.', '']) + office.upper()
        return office + (f' {self.word()} {self.word()}' if self.chance(0.2) else '')

    def place(self) -> str:
        return self.capital(self.syllable()) + ' ' + self.capital(self.pick([self.syllable(), self.pick(GIVEN_NAMES)]))

    def body(self) -> str:
        name = self.pick(self.bodies) if self.chance(0.5) else self.pick(UNITS) + ' '
        if name.endswith(' '):
            name += self.pick(['tỉnh ', 'thành phố ', 'TP. ', 'huyện ', '']) + self.place()
        return name.upper() if self.chance(0.15) else name

    def address(self) -> str:
        house = self.number() + self.pick(['', '', '', 'A', 'bis', f'/{self.number()}', f'-{self.number()}'])
        street = self.pick(STREETS) if self.chance(0.6) else self.place()
        way = self.pick([' ', ' ', ' đường ', ' phố ', ', đường ', ', phố ', f', ngõ {self.number()}, '])
        parts = [self.pick(['Số ', 'số ', '', '', 'Số nhà ', f'Lô {self.pick("ABCD")}', 'Km']) + house + way + street]
        for share, kinds in [
            (0.5, ['phường ', 'P. ', 'P.', 'xã ', 'thị trấn ']),
            (0.5, ['quận ', 'Q. ', 'Q.', 'huyện ', 'TP. ', 'TX. ', 'thành phố ']),
            (0.7, ['tỉnh ', 'TP. ', 'thành phố ', 'TP ', 'T.', '']),
        ]:
            if self.chance(share):
                parts.append(self.pick(kinds) + (self.place() if self.chance(0.9) else self.number()))
        return self.pick([', ', ', ', ', ', ',', ' - ', '; ']).join(parts)

    def grouped(self, count: int) -> str:
        """Digits parted anywhere, as people part them: what is between two figures must be seen, not expected."""
        return ''.join(
            digit + (self.pick([' ', '.', '-', ' ', '.', ' - ']) if at < count - 1 and self.chance(0.22) else '')
            for at, digit in enumerate(self.digits(count))
        )

    def phone(self) -> str:
        area = '0' + self.digits(self.random.randint(1, 3))
        local = self.digits(7) if self.chance(0.4) else self.grouped(self.random.randint(6, 8))
        number = self.pick(
            [area + local, f'{area}.{local}', f'{area} {local}', f'({area}) {local}', f'({area}){local}',
             f'{area}-{local}', f'{area} - {local}', f'+84 {area[1:]} {local}', '0' + self.grouped(9)]
        )  # fmt: skip
        if self.chance(0.12):
            number += self.pick([' - ', '; ', ' / ', '/', ', ']) + self.phone()
        if self.chance(0.07):
            number += f' (máy lẻ {self.number()})'
        return number + (f'{self.pick(["; Fax: ", " - Fax: "])}{area}.{self.digits(7)}' if self.chance(0.06) else '')

    def plain(self, text: str) -> str:
        return re.sub('[^a-z]', '', unicodedata.normalize('NFD', text.lower().replace('đ', 'd')))

    def host(self) -> str:
        own = self.plain(self.place()) + self.pick(['.gov.vn', '.com.vn', '.vn', '.edu.vn', '.org', '.net'])
        return self.pick(MAIL_HOSTS) if self.chance(0.3) else own

    def email(self) -> str:
        given, family = self.plain(self.pick(GIVEN_NAMES)), self.plain(self.pick(FAMILY_NAMES))
        name = self.pick(
            [given, given + family[:1], f'{family}.{given}', f'{given}_{family}', given + self.digits(2),
             family + given, 'ttcntt', 'vanthu', 'cntt', 'vpubnd', self.plain(self.syllable() + self.syllable())]
        )  # fmt: skip
        address = f'{name}@{self.host()}'
        return address + (f'{self.pick(["; ", ", ", " / "])}{self.email()}' if self.chance(0.08) else '')

    def site(self) -> str:
        return 'www.' + self.host()

    def count(self) -> str:
        small, large = self.random.randint(0, 999), self.random.randint(1, 20)
        return self.pick(
            [str(small), str(small * large), f'{large}.{small:03d}', f'khoảng {small}', f'{large:02d}', f'~{small}',
             f'{large} - {small}', self.grouped(self.random.randint(2, 9)), 'không', 'Không có', f'{small}%']
        )  # fmt: skip

    def sentence(self) -> str:
        if self.prose and self.chance(0.45):
            words = self.pick(self.prose)
            at = self.random.randint(0, max(0, len(words) - 4))
            text = ' '.join(words[at : at + self.random.randint(3, 13)])
            return text.upper() if self.chance(0.08) else text
        words = [
            self.pick(ABBREVIATIONS) if self.chance(0.05) else self.count() if self.chance(0.06) else self.word()
            for _ in range(self.random.randint(3, 11))
        ]
        commas = [word + (',' if self.chance(0.08) else '') for word in words]
        return self.capital(' '.join(commas)) + self.pick(['.', '', '', ';', ':', '...'])

    def signs(self) -> str:
        letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789./-:'
        return ' '.join(
            ''.join(self.pick(letters) for _ in range(self.random.randint(1, 8)))
            for _ in range(self.random.randint(2, 6))
        )

    def leader(self) -> Part:
        sign = self.pick(['.', '.', '.', '.', '…', '_'])
        return Part(sign * self.random.randint(2, 10 if sign == '…' else 30), 'leader')

    def labelled(self) -> list[Part]:
        label = self.pick(list(LABELS) if self.chance(0.35) else list(LABELS)[:8])
        value = getattr(self, LABELS[label])()
        parts = [Part(label + self.pick([': ', ': ', ':', '. ', ' ', ' : ']), 'print')]
        empty = self.chance(0.1)
        if empty or self.chance(0.25):
            parts.append(self.leader())
        if not empty:
            parts.append(Part(value, 'typed'))
        if self.chance(0.35) and len(value) < 45:
            parts.append(self.leader())
        if LABELS[label] == 'count':
            parts.append(Part(self.pick([' Vb/tháng', ' Vb/tháng;', ' văn bản/tháng', 'Vb/tháng;']), 'print'))
        return parts

    def dated(self) -> list[Part]:
        day = self.leader() if self.chance(0.3) else Part(f'{self.random.randint(1, 30):02d}', 'typed')
        month = Part(self.pick(['4', '04', '....', '5']), 'typed')
        before = Part(self.place() + ', ngày ', 'print')
        return [before, day, Part(' tháng ', 'print'), month, Part(' năm 2017', 'print')]

    def line(self) -> list[Part]:
        kind = self.random.random()
        if kind < 0.30:
            return self.labelled()
        if kind < 0.46:
            value = self.pick([self.body, self.address, self.phone, self.person, self.email, self.count, self.office])()
            return [Part(value, 'typed')] + ([self.leader()] if self.chance(0.3) else [])
        if kind < 0.53:
            return self.dated()
        if kind < 0.68:
            bullet = self.pick(['- ', '+ ', 'a) ', '1. ']) if self.chance(0.3) else ''
            return [Part(bullet + self.pick(self.printed), 'print')]
        if kind < 0.94:
            return [Part(self.pick(['- ', '+ ', '', '', '', '', '1. ', 'a) ']) + self.sentence(), 'typed')]
        return [Part(self.signs(), 'typed')]
