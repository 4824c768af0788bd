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
cơ quan đang, để cơ quan, để đảm bảo, để địa phương, để đơn vị, để được, để giảm, để gửi, để hoàn thiện, để kết nối, để ký, để lãnh đạo
để nâng cao, để phục vụ, để sử dụng, để thống nhất, để thực hiện, để tích hợp, để tránh, để triển khai, để xác thực
giảm chi phí, giảm thiểu, gửi bản, hiển thị, kể cả, kể từ, mở lớp, mở rộng, phổ cập, sửa chữa, tải về, tổng thể, tối thiểu
tỷ lệ, cấp đủ, đủ thiết bị, do đường truyền, để thay thế, giai đoạn, lộ trình, nhu cầu
an toàn bảo mật, bảo đảm an toàn, bị mất kết nối, bất cập, bưu chính, bưu điện, bồi dưỡng, cán bộ đầu mối, cán bộ phụ trách
cán bộ quản trị, cán bộ văn thư, cấp phép, cấp phòng, chấm dứt, chậm được, chỉ có, chia sẻ dữ liệu, chính sách, cho phép
chưa đầy đủ, chưa đồng bộ, chưa thống nhất, chuyển phát, chuyển sang, chữ ký điện tử, công khai, công nghệ số, công vụ
cơ quan nhà nước, dấu điện tử, dễ dàng, dịch vụ bưu chính, diễn đàn, diễn tập, doanh nghiệp, dự thảo, đại biểu, đại diện
đáp ứng, đặc biệt, đặc thù, địa bàn, địa chỉ, địa phương, điện thoại, điện thoại di động, điểm cầu, đội ngũ cán bộ
đồng thời, độ ổn định, đúng hạn, đường dây nóng, giám sát, giao nhiệm vụ, giấy phép, giờ cao điểm, giờ hành chính
hạn chế, hằng năm, hết hạn, hết hiệu lực, hiệu năng, hòa mạng, hóa đơn, học viên, hộ chiếu, hộp thư công vụ, hội đồng
hướng dẫn sử dụng, in ấn, kèm theo, khen thưởng, không ổn định, kịp thời, kiêm nhiệm, kiến trúc, kinh doanh, kỳ họp
lãnh đạo các phòng, làm chủ, làm việc, lạc hậu, lịch họp, linh hoạt, lỗ hổng, lỗi phông chữ, lớp học, lớp tập huấn
mã độc, mất thời gian, miễn phí, miền núi, môi trường mạng, một lần, một phần, mọi nơi, năm học, ngân sách
ngân sách nhà nước
ngành dọc, nghỉ hưu, nghị quyết, nghiêm túc, người dân, người dùng, người sử dụng, nguồn lực, nguồn nhân lực, nguồn vốn
nguy cơ, nhà cung cấp, nhà nước, nhanh chóng, nhân lực, nhân sự, nhận sự, nhất quán, nhất trí, nhiệm vụ, nhiều đơn vị
nội dung
nội vụ, nơi gửi, ổn định, phát hành, phát huy, phát sinh, phát triển, phản hồi, phản ánh, phần lớn, phiên bản, phòng họp
phông chữ, phổ thông, phù hợp, quy mô, quy hoạch, quyết toán, rất cần, rủi ro, rườm rà, sai sót, sáng kiến
sao chép, sát hạch, sẽ được, sớm ban hành, sớm có, số lượng lớn, sổ tay, sửa lỗi, sự phối hợp
tấn công, tập thể, tất cả, thay thế bản giấy, thanh toán, thanh tra, thao tác, thẻ nhớ, thiết bị lưu khóa, thiết thực
thiếu hụt, thiếu kinh phí, thói quen, thông minh, thông tư hướng dẫn, thời gian tới, thuê dịch vụ, thử nghiệm, thực thi
thương mại, thương mại điện tử, tiếp nhận văn bản, tình hình, tình trạng, tỉnh miền núi, tính toán, tính tương thích
tối ưu, tổng kết, tuyến huyện, tuyển dụng, tương đương, tương ứng, trách nhiệm, tránh trùng lặp, trên địa bàn, triệt để
trình độ, trực thuộc, trung ương, trước khi, trục quốc gia, ứng dụng công nghệ, ứng phó, vận chuyển, văn bản pháp luật
vi phạm, viễn thông, vùng sâu, vùng xa, xã hội, xin cấp, xin kiến nghị, xuống cấp, xử lý sự cố, ý tưởng
khóa bí mật, khóa công khai, thiết bị lưu trữ, thu hồi chứng thư, thuê bao, phần mềm ký, ký duyệt, ký nháy, ký số tập trung
đóng dấu, con dấu, tổ chức tập huấn, tổ chức hội nghị, thủ công, thủ tục hành chính, có bản, đổi địa chỉ, vào giờ
một cửa điện tử, hỗ trợ kinh phí, hỗ trợ kỹ thuật
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
