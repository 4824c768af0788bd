/**
 * What officers write of digital signatures, documents and training, and the places of their offices: words whose
 * marks a recogniser confuses (ổ and ố, ẩ and ấ, ể and ế, ỉ and ĩ) are told by the word beside them. Names of bodies
 * and the form's own words are not repeated here.
 */
export const phrases: readonly string[] = `
an ninh mạng, an toàn thông tin, áp dụng, bàn giao, ban cơ yếu, ban hành, ban ngành, ban quản lý
báo cáo định kỳ, bảo đảm, bảo hành, bảo hiểm, bảo mật, bảo trì, băng thông, bị gián đoạn, bị lỗi, bị treo
biên bản, biểu mẫu, bổ sung, bố trí, bộ phận một cửa, bộ phận văn thư, cán bộ, cán bộ chuyên trách, cài đặt
cải cách hành chính, cải thiện, cần thiết, cập nhật, cấp bổ sung, cấp đổi, cấp huyện, cấp mới, cấp phát, cấp tỉnh
cấp xã, chất lượng, chậm trễ, chế độ, chỉ đạo, chi phí, chia sẻ, chính phủ, chính quyền điện tử, chính quyền địa phương
chính thức, chính xác, chồng chéo, chủ động, chủ trì, chủ trương, chuẩn bị, chuẩn hóa, chuẩn kết nối, chuyên đề
chuyên dùng, chuyển đổi, chuyên môn, chuyên ngành, chuyên viên, chuyển giao, chữ ký, chứng minh, chứng nhận
chứng thư số, chứng thực, có thể, cố định, cơ chế, cơ quan, cơ sở dữ liệu, cơ sở pháp lý, cơ yếu, công cụ, công bố
công chức, công dân, công nghệ thông tin, công tác văn thư, công văn, công việc, cổng thông tin, cụ thể, cử cán bộ
cung cấp, cuối năm, cơ bản, cán bộ kỹ thuật, dấu thời gian, di động, dịch vụ công, dự án, dự kiến, dự phòng, dự toán
dữ liệu, dung lượng, duy trì, đa số, đảm bảo, đánh giá, đào tạo, đăng ký, đăng nhập, đầu mối, đầu tư, đầy đủ
đẩy mạnh, đề án, đề nghị, đề xuất, điểm yếu, điện tử, điều chỉnh, điều hành, điều kiện, định dạng, định hướng, định kỳ
đồng bộ, đối với, đơn giản, đơn vị, đổi mới, đường truyền, được biết, gặp khó khăn, gia hạn, giải đáp, giải pháp
giải quyết, giảm bớt, giá trị pháp lý, giá trị pháp luật, giấy mời, giấy tờ, giao diện, giao dịch, góp ý, gửi kèm
gửi nhận, gửi văn bản, hạ tầng, hàng năm, hàng tháng, hành chính, hành lang pháp lý, hệ điều hành, hệ thống, hiện đại
hiện hành, hiện nay, hiện tại, hiệu lực, hiệu quả, hình thức, hoàn thành, hoàn thiện, hoàn toàn, hoạt động, hỗ trợ
hồ sơ, hội nghị, hội thảo, huấn luyện, hướng dẫn, kế hoạch, kết hợp, kết nối, kết quả, khai thác, khả năng, khắc phục
khẩn trương, khó khăn, không gửi, không có, không nhận, kiểm soát, kiểm tra, kiến nghị, kiến thức, kinh nghiệm
kinh phí, ký số, kỹ năng, kỹ thuật, lãnh đạo, lập trình, liên hệ, liên quan, liên thông, lợi ích, luân chuyển, lưu giữ
lưu trữ, lựa chọn, máy chủ, máy quét, máy tính, máy tính bảng, mạng diện rộng, mạng nội bộ, mã hóa, mật khẩu, môi trường
một số, mức độ, nâng cao, nâng cấp, năng lực, nền tảng, nghị định, nghiên cứu, nghiệp vụ, ngoài giờ, ngoài ra, ngành dọc
người dân, người dùng, nguồn lực, nguyên nhân, nhà cung cấp, nhà nước, nhân lực, nhận thức, nhân viên, nhanh chóng
nhiệm vụ, như sau, nội bộ, nội dung, ổ cứng, ổn định, phạm vi, pháp luật, pháp lý, phát hành, phát sinh, phát triển
phân cấp, phân công, phân quyền, phần cứng, phần mềm, phối hợp, phổ biến, phòng ban, phòng chuyên môn, phục vụ
phương án, phương tiện, phương thức, quá trình, quản lý, quản trị, quan tâm, quy chế, quy chuẩn, quy định, quy trình
quyết định, quyền hạn, quyền quản trị, rà soát, rõ ràng, rộng rãi, rút ngắn, sao lưu, sau khi, sẵn có, sẵn sàng
số hóa, số liệu, số lượng, sở ban ngành, sở ngành, sử dụng, sự cố, sửa đổi, tạo điều kiện, tài khoản, tài liệu
tập huấn, tập trung, tăng cường, tăng tốc độ, tệp tin, thành phố, thành viên, tháo gỡ, thay đổi, thay thế, thẩm định
thẩm quyền, thể thức, theo dõi, theo quy định, thi hành, thí điểm, thị trấn, thị xã, thiết bị, thiết kế, thiết lập
thống kê, thống nhất, thông báo, thông qua, thông suốt, thông tin, thông tư, thời gian, thời hạn, thủ tục, thủ trưởng
thuận lợi, thuận tiện, thực hiện, thực tế, thường xuyên, tiến độ, tiện ích, tiện lợi, tiếp cận, tiếp nhận, tiếp tục
tiết kiệm, tiêu chuẩn, tiêu chí, tích hợp, tính năng, tính pháp lý, toàn bộ, toàn diện, toàn quốc, tổ chức, tổng hợp
tốc độ, trang bị, trang thiết bị, tránh lãng phí, trao đổi, trạng thái, triển khai, trình duyệt, trình ký, trở ngại
trục liên thông, trùng lặp, trung tâm, trực tiếp, trực tuyến, truy cập, truyền số liệu, tuyên truyền, từng bước, tự động
tương thích, tư vấn, ứng dụng, ứng cứu, ưu tiên, vận hành, văn bản, văn bản đến, văn bản đi, văn bản giấy, văn phòng
văn thư, vấn đề, về việc, vị trí, việc làm, vướng mắc, xác minh, xác nhận, xác thực, xây dựng, xem xét, xử lý, yêu cầu
ý kiến, ý thức
bản điện tử, bản giấy, bản sao, cảnh báo, chủ quản, cổng dịch vụ, điển hình, để bảo đảm, để báo cáo, để các, để cán bộ
để cơ quan, để đảm bảo, để địa phương, để đơn vị, để được, để giảm, để gửi, để hoàn thiện, để kết nối, để ký, để lãnh đạo
để nâng cao, để phục vụ, để sử dụng, để thống nhất, để thực hiện, để tích hợp, để tránh, để triển khai, để xác thực
giảm chi phí, giảm thiểu, gửi bản, hiển thị, kể cả, kể từ, mở lớp, mở rộng, phổ cập, sửa chữa, tải về, tổng thể, tối thiểu
tỷ lệ, cấp đủ, đủ thiết bị, do đường truyền, để thay thế, giai đoạn, lộ trình, nhu cầu
chánh văn phòng, phó chánh văn phòng, giám đốc, tổng giám đốc, chủ tịch, bộ trưởng, cục trưởng, vụ trưởng
trưởng phòng, trưởng ban, viện trưởng, trung tâm tin học, công báo
ấp, đại lộ, đường số, khu đô thị, khu hành chính, khu phố, khối, khóm, ngõ, phố, phường, quận, quốc lộ, thành phố, thị trấn
thị xã, thôn, tổ dân phố, tòa nhà, trụ sở, trung tâm hành chính, tầng, huyện, tỉnh
Ba Đình, Cầu Giấy, Đống Đa, Hai Bà Trưng, Hà Đông, Hoàn Kiếm, Hoàng Mai, Long Biên, Nam Từ Liêm, Bắc Từ Liêm, Tây Hồ
Thanh Xuân, Bình Thạnh, Gò Vấp, Hải Châu, Hồng Bàng, Lê Chân, Ngô Quyền, Ninh Kiều, Phú Nhuận, Sơn Trà, Tân Bình, Thủ Đức
Bắc Cạn, Biên Hòa, Buôn Ma Thuột, Bến Tre, Cao Lãnh, Châu Đốc, Đà Lạt, Điện Biên Phủ, Đông Hà, Đồng Hới, Đồng Xoài
Gia Nghĩa, Hạ Long, Hội An, Lạng Sơn, Long Xuyên, Mỹ Tho, Nha Trang, Phan Rang, Phan Thiết, Phủ Lý, Pleiku, Quy Nhơn
Rạch Giá, Sông Công, Tam Điệp, Tam Kỳ, Tân An, Thủ Dầu Một, Tuy Hòa, Uông Bí, Vị Thanh, Việt Trì, Vĩnh Yên, Vũng Tàu
Bà Triệu, Bạch Đằng, Bùi Thị Xuân, Cách Mạng Tháng Tám, Chu Văn An, Cù Chính Lan, Duy Tân, Đào Duy Anh, Điện Biên
Đinh Tiên Hoàng, Đoàn Thị Điểm, Gia Cẩm, Giải Phóng, Giảng Võ, Hai Bà Trưng, Hàm Nghi, Hàng Bài, Hạ Hòa, Hoàng Diệu
Hoàng Hoa Thám, Hoàng Quốc Việt, Hoàng Văn Thụ, Hồ Tùng Mậu, Hồ Xuân Hương, Hùng Vương, Kim Mã, Láng Hạ, Lê Duẩn
Lê Đại Hành, Lê Hồng Phong, Lê Lai, Lê Lợi, Lê Quý Đôn, Lê Thánh Tông, Lê Thánh Tôn, Lê Văn Lương, Lý Nam Đế
Lý Thái Tổ, Lý Thường Kiệt, Lý Tự Trọng, Mạc Đĩnh Chi, Minh Khai, Nam Kỳ Khởi Nghĩa, Ngô Gia Tự, Nguyễn Ái Quốc
Nguyễn Bỉnh Khiêm, Nguyễn Chí Thanh, Nguyễn Công Trứ, Nguyễn Du, Nguyễn Đình Chiểu, Nguyễn Huệ, Nguyễn Hữu Cảnh
Nguyễn Khuyến, Nguyễn Lương Bằng, Nguyễn Thái Học, Nguyễn Thị Minh Khai, Nguyễn Trãi, Nguyễn Tất Thành, Nguyễn Văn Cừ
Nguyễn Văn Linh, Nguyễn Văn Trỗi, Nguyễn Viết Xuân, Phạm Hùng, Phạm Ngọc Thạch, Phạm Ngũ Lão, Phạm Văn Đồng
Phan Bội Châu, Phan Châu Trinh, Phan Chu Trinh, Phan Đình Phùng, Phù Đổng Thiên Vương, Quang Trung, Tô Hiến Thành
Tôn Đức Thắng, Tràng Thi, Tràng Tiền, Trần Bình Trọng, Trần Cao Vân, Trần Hưng Đạo, Trần Nguyên Hãn, Trần Nhân Tông
Trần Phú, Trần Quang Khải, Trần Quốc Toản, Trường Chinh, Trường Sơn, Trưng Nữ Vương, Trưng Trắc, Võ Nguyên Giáp
Võ Thị Sáu, Võ Văn Kiệt, Võ Văn Tần, Xô Viết Nghệ Tĩnh, Yết Kiêu
`
  .split(/[,\n]/)
  .map((phrase) => phrase.trim())
  .filter((phrase) => phrase.includes(' '))
