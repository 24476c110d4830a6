"""Names and lists of units in a sentence, and what they mean. Texts are our own."""

from datetime import date

import pytest

from app.derivation import Candidate, derive, resolve
from app.derivation.text import vocabulary
from tests.derivation.texts import ASKS, HEAD, helpers, leads, tasks


@pytest.mark.parametrize(
    ("words", "lead"),
    [
        ("Các sở, ban, ngành và địa phương rà soát hồ sơ.", ["Các sở, ban, ngành và địa phương"]),
        ("Sở Tư pháp, Sở Nội vụ và Công an tỉnh rà soát hồ sơ.", ["Sở Tư pháp", "Sở Nội vụ", "Công an tỉnh"]),
        ("Sở Văn hóa, Thể thao và Du lịch rà soát hồ sơ.", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("Sở Khoa học và Công nghệ rà soát hồ sơ.", ["Sở Khoa học và Công nghệ"]),
        ("Các Bộ: Nông nghiệp và Môi trường, Công Thương rà soát hồ sơ.", ["Nông nghiệp và Môi trường", "Công Thương"]),
        ("Thủ trưởng các sở; Chủ tịch UBND các xã, phường rà soát hồ sơ.", ["Thủ trưởng các sở", "Chủ tịch UBND các xã, phường"]),
        ("Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ rà soát hồ sơ.", ["Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ"]),
        ("Các đảng ủy trực thuộc Tỉnh ủy quán triệt Kế hoạch.", ["Các đảng ủy trực thuộc Tỉnh ủy"]),
        ("Sở Tư pháp (cơ quan thường trực) rà soát hồ sơ.", ["Sở Tư pháp"]),
        ("Công chức địa chính - xây dựng - đô thị tổng hợp kết quả.", ["Công chức địa chính - xây dựng - đô thị"]),
        ("Báo và Đài Phát thanh - Truyền hình tỉnh tăng thời lượng.", ["Báo và Đài Phát thanh - Truyền hình tỉnh"]),
        ("UBND các phường Lê Minh, Tân Hà rà soát quỹ đất.", ["UBND các phường Lê Minh, Tân Hà"]),
        ("Ban Chỉ huy phòng chống lụt bão các cấp, các ngành trực đêm.", ["Ban Chỉ huy phòng chống lụt bão các cấp, các ngành"]),
        ("Ban quản lý Khu kinh tế Vân Hà và các khu công nghiệp tỉnh rà soát dự án.", ["Ban quản lý Khu kinh tế Vân Hà và các khu công nghiệp tỉnh"]),
        ("Ban quản lý rừng và các khu công nghiệp tỉnh rà soát diện tích.", ["Ban quản lý rừng", "các khu công nghiệp tỉnh"]),
        ("Phân hiệu Đại học Hà Mãn tại Vân Đồn thông báo lịch thi.", ["Phân hiệu Đại học Hà Mãn tại Vân Đồn"]),
        ("Chủ tịch UBND các xã, phường và cơ quan, đơn vị liên quan rà soát dự án.", ["Chủ tịch UBND các xã, phường", "cơ quan, đơn vị liên quan"]),
        ("Thủ trưởng các cơ quan chuyên môn, đơn vị sự nghiệp thuộc Ủy ban nhân dân tỉnh nộp hồ sơ.", ["Thủ trưởng các cơ quan chuyên môn, đơn vị sự nghiệp thuộc Ủy ban nhân dân tỉnh"]),
        ("Các phòng y tế, các trường THPT, đơn vị trực thuộc sở rà soát hồ sơ.", ["Các phòng y tế", "các trường THPT", "đơn vị trực thuộc sở"]),
        ("Các trường học và toàn thể nhân dân trên địa bàn phường treo cờ.", ["Các trường học", "toàn thể nhân dân trên địa bàn phường"]),
        ("Hội đồng phối hợp phổ biến giáo dục pháp luật đẩy mạnh tuyên truyền.", ["Hội đồng phối hợp phổ biến giáo dục pháp luật"]),
        ("Công an phường phối hợp với tổ dân phố tuyên truyền nội quy.", ["Công an phường"]),
        ("Các sở: Tài nguyên - Môi trường, Kế hoạch - Đầu tư rà soát hồ sơ.", ["Tài nguyên - Môi trường", "Kế hoạch - Đầu tư"]),
        ("Các đơn vị trực thuộc, cơ sở y tế ngoài công lập rà soát hồ sơ.", ["Các đơn vị trực thuộc", "cơ sở y tế ngoài công lập"]),
        ("Các cấp ủy, tổ chức đảng trực thuộc Tỉnh ủy rà soát hồ sơ.", ["Các cấp ủy, tổ chức đảng trực thuộc Tỉnh ủy"]),
        ("Công ty TNHH MTV Khai thác công trình thủy lợi tỉnh rà soát hồ sơ.", ["Công ty TNHH MTV Khai thác công trình thủy lợi tỉnh"]),
        ("Phân công 01 lãnh đạo trực tiếp phụ trách việc này.", []),
        ("Tòa án nhân dân cấp cao, cấp tỉnh và cấp huyện rà soát hồ sơ.", ["Tòa án nhân dân cấp cao, cấp tỉnh và cấp huyện"]),
        ("Hai trung tâm y tế rà soát hồ sơ.", ["Hai trung tâm y tế"]),
        ("Các xã có làng nghề lãnh đạo việc di dời.", ["Các xã có làng nghề"]),
        ("Các sở, ngành liên quan, Công ty Điện lực… chủ động phương án.", ["Các sở, ngành liên quan", "Công ty Điện lực"]),
        ("Văn phòng HĐND và UBND xã rà soát hồ sơ.", ["Văn phòng HĐND và UBND xã"]),
        ("Quỹ Bảo vệ rừng tỉnh chủ trì rà soát diện tích.", ["Quỹ Bảo vệ rừng tỉnh"]),
        ("Sở Y tế khơi dòng nguồn thuốc cho các xã.", ["Sở Y tế"]),
        ("Bí thư, Chủ tịch UBND các xã rà soát hồ sơ.", ["Bí thư, Chủ tịch UBND các xã"]),
        ("Các hội nghề nghiệp và đơn vị có liên quan rà soát hồ sơ.", ["Các hội nghề nghiệp", "đơn vị có liên quan"]),
        ("Đồng chí Trần Văn B, Chủ nhiệm Ủy ban Kiểm tra: trực tiếp chỉ đạo cuộc kiểm tra.", ["Đồng chí Trần Văn B, Chủ nhiệm Ủy ban Kiểm tra"]),
        ("Văn phòng Đảng ủy: bảo đảm kinh phí cho các đoàn.", ["Văn phòng Đảng ủy"]),
        ("Đề nghị Tỉnh đoàn: Phát động phong trào.", ["Tỉnh đoàn"]),
        ("Giám đốc các Sở: Tài chính, Nội vụ; Giám đốc Công an tỉnh rà soát hồ sơ.", ["Tài chính", "Nội vụ", "Giám đốc Công an tỉnh"]),
        ("Chủ tịch UBND các tỉnh, thành phố: Hà Nội, Huế rà soát hồ sơ.", ["Chủ tịch UBND các tỉnh, thành phố: Hà Nội, Huế"]),
        ("Hội Liên hiệp Phụ nữ tỉnh, Tỉnh đoàn tổ chức vận động.", ["Hội Liên hiệp Phụ nữ tỉnh", "Tỉnh đoàn"]),
        ("Cục Thi hành án dân sự tỉnh và các Chi cục Thi hành án dân sự rà soát hồ sơ.", ["Cục Thi hành án dân sự tỉnh", "các Chi cục Thi hành án dân sự"]),
        ("Tập đoàn Viễn thông Quân đội (VT) khắc phục sự cố.", ["Tập đoàn Viễn thông Quân đội"]),
        ("Trung tâm Phát triển quỹ đất tỉnh kiểm đếm tài sản.", ["Trung tâm Phát triển quỹ đất tỉnh"]),
        ("Sở Y tế quỹ đạo hóa công tác dự phòng.", ["Sở Y tế"]),
        ("Các cơ sở giáo dục đại học rà soát hồ sơ.", ["Các cơ sở giáo dục đại học"]),
        ("Các cơ sở tuyên truyền pháp luật cho học sinh.", ["Các cơ sở"]),
        ("Cục Công nghệ thông tin nâng cấp phần mềm.", ["Cục Công nghệ thông tin"]),
        ("Cục Phòng bệnh thông tin cho các xã.", ["Cục Phòng bệnh"]),
        ("Cục Phòng bệnh thường trực 24/7 tại các xã.", ["Cục Phòng bệnh"]),
        ("Cơ quan thường trực Ban Chỉ đạo rà soát hồ sơ.", ["Cơ quan thường trực Ban Chỉ đạo"]),
        ("Công ty Điện lực Hà Mãn tăng lực lượng trực.", ["Công ty Điện lực Hà Mãn"]),
        ("Các đơn vị hằng ngày báo cáo kết quả.", ["Các đơn vị"]),
        ("Các chi bộ được kiểm tra chuẩn bị báo cáo.", ["Các chi bộ được kiểm tra"]),
        ("Các Sở Y tế, Văn hóa, Thể thao và Du lịch rà soát hồ sơ.", ["Các Sở Y tế", "Văn hóa, Thể thao và Du lịch"]),
        ("Các Sở Giáo dục và Đào tạo rà soát hồ sơ.", ["Các Sở Giáo dục và Đào tạo"]),
        ("Vụ Kế hoạch, Tài chính và Quản lý doanh nghiệp rà soát hồ sơ.", ["Vụ Kế hoạch, Tài chính và Quản lý doanh nghiệp"]),
        ("Vụ Pháp chế, Công ty Nước sạch và Sở Y tế rà soát hồ sơ.", ["Vụ Pháp chế", "Công ty Nước sạch", "Sở Y tế"]),
        ("Đảng ủy Mặt trận Tổ quốc và các đoàn thể tỉnh vận động nhân dân.", ["Đảng ủy Mặt trận Tổ quốc và các đoàn thể tỉnh"]),
        ("Mặt trận Tổ quốc và các hội nghề nghiệp vận động nhân dân.", ["Mặt trận Tổ quốc", "các hội nghề nghiệp"]),
        ("Chủ tịch UBND các tỉnh, thành phố từ Quảng Trị đến Khánh Hòa rà soát đê.", ["Chủ tịch UBND các tỉnh, thành phố từ Quảng Trị đến Khánh Hòa"]),
        ("UBND các tỉnh từ tháng 5 rà soát đê.", ["UBND các tỉnh"]),
        ("Tỉnh hoàn thiện hồ sơ, trình cấp có thẩm quyền.", ["Tỉnh"]),
        ("Xã hội hóa nguồn lực cho thiết chế văn hóa.", []),
        ("Từng cơ quan, đơn vị lập kế hoạch riêng.", ["Từng cơ quan, đơn vị"]),
        ("Từng bước nâng cao chất lượng hồ sơ.", []),
        ("Sở Tư pháp - Cơ quan thường trực Ban Chỉ đạo: Rà soát hồ sơ.", ["Sở Tư pháp"]),
        ("Bộ Chỉ huy Quân sự tỉnh, Bộ đội Biên phòng tỉnh: Duy trì chế độ trực.", ["Bộ Chỉ huy Quân sự tỉnh", "Bộ đội Biên phòng tỉnh"]),
        ("Về khắc phục sạt lở: Sở Xây dựng tổng hợp thiệt hại.", ["Sở Xây dựng"]),
        ("Công tác an toàn thực phẩm: Chi cục Thú y thành lập đoàn kiểm tra.", ["Chi cục Thú y"]),
        ("Các địa phương: Tràng Khê, Vân Hải dồn lực bàn giao mặt bằng.", ["Tràng Khê", "Vân Hải"]),
        ("Các địa phương dồn lực bàn giao mặt bằng.", ["Các địa phương"]),
        ("Thuế các tỉnh, thành phố rà soát hồ sơ.", ["Thuế các tỉnh, thành phố"]),
        ("Thu thuế các tỉnh miền núi đúng hạn.", []),
        ("Tất cả các phòng khu vực báo cáo kết quả.", ["Tất cả các phòng khu vực"]),
        ("Ban Chỉ đạo quốc gia chống buôn lậu, gian lận thương mại và hàng giả cử người trực.", ["Ban Chỉ đạo quốc gia chống buôn lậu, gian lận thương mại và hàng giả"]),
        ("Các cơ quan, đơn vị, Chi bộ trường học rà soát mô hình.", ["Các cơ quan, đơn vị", "Chi bộ trường học"]),
        ("Bộ Tài chính, cơ quan thường trực Tiểu ban kinh tế nghiên cứu nội dung.", ["Bộ Tài chính"]),
        ("Sau khi xem xét Chủ tịch UBND tỉnh giao Sở Xây dựng chủ trì, phối hợp với UBND xã Tân Hòa xác minh.", ["Sở Xây dựng"]),
        ("Bồi dưỡng cán bộ; đội ngũ cung cấp dịch vụ y tế.", []),
        ("Đơn vị chủ trì báo cáo kết quả hằng quý.", ["Đơn vị chủ trì"]),
        ("Cơ quan chủ trì nhiệm vụ lập dự toán gửi Sở Tài chính.", ["Cơ quan chủ trì nhiệm vụ"]),
        ("Các đơn vị chủ trì rà soát hồ sơ.", ["Các đơn vị"]),
        ("Chủ tịch UBND các tỉnh trong vùng rà soát hồ sơ.", ["Chủ tịch UBND các tỉnh trong vùng"]),
        ("Các trường học vẫn phải tổ chức dạy bù.", ["Các trường học"]),
        ("Các chủ bè tự rắc vôi khử trùng.", ["Các chủ bè"]),
        ("Trạm y tế các xã, phường, trung tâm y tế khu vực bố trí mặt bằng.", ["Trạm y tế các xã, phường", "trung tâm y tế khu vực"]),
        ("Hiệu trưởng các trường tiểu học, THCS dạy kỹ năng thoát hiểm.", ["Hiệu trưởng các trường tiểu học, THCS"]),
        ("Công ty TNHH MTV Khai thác đá vôi Hà Mãn chở đá đến kho.", ["Công ty TNHH MTV Khai thác đá vôi Hà Mãn"]),
        ("Viện Quy hoạch xây dựng Hà Lâm lập bản đồ.", ["Viện Quy hoạch xây dựng Hà Lâm"]),
        ("Viện Quy hoạch xây dựng bản đồ ngập.", ["Viện Quy hoạch"]),
        ("Công ty cổ phần Quản lý đường sông số 9 rà soát luồng.", ["Công ty cổ phần Quản lý đường sông số 9"]),
        ("Hiệu trưởng các trường có bếp bán trú phải nhường kho gạo.", ["Hiệu trưởng các trường có bếp bán trú"]),
        ("Các đơn vị có nhu cầu tuyển dụng gửi hồ sơ về Sở Nội vụ.", ["Các đơn vị có nhu cầu tuyển dụng"]),
        ("Các đơn vị có trách nhiệm tuyển dụng, gửi hồ sơ về Sở Nội vụ.", ["Các đơn vị"]),
        ("Phó Thủ tướng phụ trách khoa giáo được giao chỉ đạo rà soát hồ sơ.", ["Phó Thủ tướng phụ trách khoa giáo"]),
        ("Phòng Công chức, viên chức rà soát hồ sơ.", ["Phòng Công chức, viên chức"]),
        ("Phòng Kinh tế, Trạm Y tế rà soát hồ sơ.", ["Phòng Kinh tế", "Trạm Y tế"]),
        ("Sở Y tế chủ trì, phối hợp với Sở Nội vụ: Rà soát hồ sơ.", ["Sở Y tế"]),
        ("Sở Y tế được yêu cầu rà soát hồ sơ.", ["Sở Y tế"]),
        ("Rà soát hồ sơ của Sở Tư pháp.", []),
        ("Tổ chức hội nghị với Sở Tư pháp.", []),
        ("Thanh tra việc chi trả tại Sở Tư pháp.", []),
        ("UBND các xã có hồ chứa rà soát hồ sơ.", ["UBND các xã có hồ chứa"]),
        ("UBND các xã có rừng và các chủ rừng rà soát hồ sơ.", ["UBND các xã có rừng", "các chủ rừng"]),
        ("UBND các xã có dự án đầu tư công phối hợp giải phóng mặt bằng.", ["UBND các xã có dự án đầu tư công"]),
        ("Các trường nằm trong vùng ngập tổ chức dạy bù.", ["Các trường nằm trong vùng ngập"]),
        ("Các địa phương có phương án di dời dân trước mùa mưa.", ["Các địa phương"]),
        ("Sở Y tế có văn bản hướng dẫn các bệnh viện.", ["Sở Y tế"]),
        ("Các xã đang thi công đường phải rà soát biển báo.", ["Các xã đang thi công đường"]),
        ("Chủ tịch UBND các xã trên trực tiếp đối thoại với các hộ.", ["Chủ tịch UBND các xã trên"]),
        ("Các xã trên địa bàn tỉnh rà soát hồ sơ.", ["Các xã trên địa bàn tỉnh"]),
        ("UBND các xã: Nậm Hà, Pa Lĩnh rà soát hồ sơ.", ["UBND các xã: Nậm Hà, Pa Lĩnh"]),
        ("UBND xã: Rà soát hồ sơ.", ["UBND xã"]),
        ("Giao Công an tỉnh và đề nghị Cục Thuế rà soát hồ sơ.", ["Công an tỉnh", "Cục Thuế"]),
        ("Công an tỉnh rà soát hồ sơ và đề nghị Cục Thuế hỗ trợ.", ["Công an tỉnh"]),
        ("Đề nghị UBND các xã đang thí điểm mô hình mới tổng kết kinh nghiệm.", ["UBND các xã đang thí điểm mô hình mới"]),
        ("Các hộ có dự án đã được phê duyệt phải cam kết tiến độ.", ["Các hộ có dự án đã được phê duyệt"]),
        ("Thứ trưởng phụ trách họp giao ban với các chủ đầu tư.", ["Thứ trưởng phụ trách"]),
        ("Công chức được phân công phải trả lời người nộp.", ["Công chức được phân công"]),
        ("Hai đơn vị thống nhất quy chế phối hợp trước ngày 30/5/2027.", ["Hai đơn vị"]),
        ("Công ty Hưng Hà, Liên danh nhà thầu Sông Lĩnh tập trung thi công.", ["Công ty Hưng Hà", "Liên danh nhà thầu Sông Lĩnh"]),
        ("Hiệu trưởng các trường học trên địa bàn rà soát hồ sơ.", ["Hiệu trưởng các trường học trên địa bàn"]),
        ("Các vị đại biểu HĐND tỉnh tăng cường giám sát.", ["Các vị đại biểu HĐND tỉnh"]),
        ("Đảng ủy UBND tỉnh chỉ đạo UBND tỉnh giao Sở Tài chính rà soát hồ sơ.", ["Đảng ủy UBND tỉnh"]),
        ("Trưởng Ban Chỉ đạo tỉnh giao Sở Tài chính rà soát hồ sơ.", ["Sở Tài chính"]),
        ("Công ty TNHH MTV Khai thác thủy lợi Hà Mãn bố trí người trực hồ.", ["Công ty TNHH MTV Khai thác thủy lợi Hà Mãn"]),
        ("UBND Rà soát hồ sơ tại các xã.", ["UBND"]),
        ("Phó Thủ tướng phụ trách lĩnh vực công thương trực tiếp chỉ đạo.", ["Phó Thủ tướng phụ trách lĩnh vực công thương"]),
        ("Kho bạc Nhà nước từ tỉnh đến xã ưu tiên chi lương.", ["Kho bạc Nhà nước từ tỉnh đến xã"]),
        ("Các đoàn thanh tra, kiểm tra phải lập biên bản.", ["Các đoàn thanh tra, kiểm tra"]),
        ("Sở Tư pháp kiểm tra các việc phải thi hành.", ["Sở Tư pháp"]),
        ("Sở Tư pháp chỉ đạo tăng cường hòa giải.", ["Sở Tư pháp"]),
        ("Giám đốc, Thủ trưởng các sở, ban, ngành tỉnh rà soát hồ sơ.", ["Giám đốc, Thủ trưởng các sở, ban, ngành tỉnh"]),
        ("Thủ trưởng các sở, đoàn thể cấp tỉnh, chính quyền cấp huyện, cấp xã rà soát hồ sơ.", ["Thủ trưởng các sở, đoàn thể cấp tỉnh", "chính quyền cấp huyện, cấp xã"]),
        ("Các sở, UBND các huyện, thành, thị rà soát hồ sơ.", ["Các sở", "UBND các huyện, thành, thị"]),
        ("Giao Tổ kiểm tra việc thu phí trong phòng, chống dịch tăng cường kiểm tra đột xuất.", ["Tổ kiểm tra việc thu phí trong phòng, chống dịch"]),
        ("Tổ phản ứng nhanh cấp xã xử lý điểm ngập.", ["Tổ phản ứng nhanh cấp xã"]),
        ("Công an phường, tổ quản lý trật tự đô thị, bộ phận một cửa phối hợp với các tổ dân phố kiểm tra.", ["Công an phường", "tổ quản lý trật tự đô thị", "bộ phận một cửa"]),
        ("Ban Văn hóa thông tin xã xây dựng kịch bản.", ["Ban Văn hóa thông tin xã"]),
        ("Các tổ chức bảo dưỡng, người lái tàu, nhân viên gác chắn đường ngang phải đo nồng độ cồn.", ["Các tổ chức bảo dưỡng", "người lái tàu", "nhân viên gác chắn đường ngang"]),
        ("Lãnh đạo các đơn vị phải ký cam kết.", ["Lãnh đạo các đơn vị"]),
        ("Lãnh đạo các đơn vị thực hiện tốt việc ký cam kết.", []),
        ("Giao các sở: Xây dựng, Nội vụ, Tài chính rà soát hồ sơ.", ["Xây dựng", "Nội vụ", "Tài chính"]),
        ("Trường hợp quá hạn, chi nhánh ngân hàng phải báo Sở Tài chính.", ["chi nhánh ngân hàng"]),
        ("Các bộ trưởng, thủ trưởng cơ quan ngang bộ rà soát hồ sơ.", ["Các bộ trưởng, thủ trưởng cơ quan ngang bộ"]),
        ("Các cấp, các ngành rà soát hồ sơ.", ["Các cấp, các ngành"]),
        ("Các chi, đảng bộ trực thuộc rà soát hồ sơ.", ["Các chi, đảng bộ trực thuộc"]),
        ("Công an TP.Hải Phòng chỉ đạo các đơn vị tuần tra.", ["Công an TP.Hải Phòng"]),
        ("Giao Sở Tư pháp và yêu cầu Sở Nội vụ rà soát hồ sơ.", ["Sở Tư pháp", "Sở Nội vụ"]),
        ("Các Bộ: Công Thương, Giao thông vận tải, Xây dựng rà soát hồ sơ.", ["Công Thương", "Giao thông vận tải", "Xây dựng"]),
        ("Các phòng trong danh sách phân công phải cử người trực.", ["Các phòng trong danh sách phân công"]),
        ("Các cơ quan nêu tại Điều 3 cụ thể hóa Nghị quyết bằng kế hoạch.", ["Các cơ quan nêu tại Điều 3"]),
        ("Các đơn vị được giao nhiệm vụ trong Kế hoạch khẩn trương triển khai.", ["Các đơn vị được giao nhiệm vụ trong Kế hoạch"]),
        ("Các tổ chức được cấp giấy phép thăm dò, khai thác cát có trách nhiệm nộp báo cáo.", ["Các tổ chức được cấp giấy phép thăm dò, khai thác cát"]),
        ("Các tổ chức, cá nhân có liên quan đến hoạt động đấu giá trên địa bàn nghiêm túc thực hiện.", ["Các tổ chức, cá nhân có liên quan đến hoạt động đấu giá trên địa bàn"]),
        ("Bộ trưởng, Thủ trưởng cơ quan ngang bộ rà soát hồ sơ.", ["Bộ trưởng", "Thủ trưởng cơ quan ngang bộ"]),
        ("BTL Quân khu 3, 4, 5; Quân chủng Hải quân duy trì lực lượng.", ["BTL Quân khu 3, 4, 5", "Quân chủng Hải quân"]),
        ("Chủ đầu tư hạ tầng khu, cụm công nghiệp tạo mặt bằng.", ["Chủ đầu tư hạ tầng khu, cụm công nghiệp"]),
        ("Bộ Công Thương và Bộ Tài chính mỗi nơi cử một đầu mối.", ["Bộ Công Thương", "Bộ Tài chính"]),
        ("Tổ trưởng tổ bảo vệ rừng cộng đồng đi từng nhà nhắc các hộ.", ["Tổ trưởng tổ bảo vệ rừng cộng đồng"]),
        ("UBND các huyện: Lý Nhân, Bình Lục, Thanh Liêm rà soát hồ sơ.", ["UBND các huyện: Lý Nhân, Bình Lục, Thanh Liêm"]),
    ],
)  # fmt: skip
def test_who_is_named(words: str, lead: list[str]) -> None:
    assert leads(ASKS + "1. " + words)[0] == lead


TELLING = {"kêu gọi", "thống nhất", "giao ban", "hội đàm", "hội ý"}


@pytest.mark.parametrize(
    "unit",
    [
        "Sở Tư pháp",
        "Bộ Y tế",
        "Các cơ quan, đơn vị",
        "Các đơn vị liên quan",
        "UBND các xã, phường",
        "Ban Chỉ đạo",
        "Đảng ủy xã",
        "Các cấp ủy, tổ chức đảng",
    ],
)
def test_a_name_ends_before_every_verb_of_the_list(unit: str) -> None:
    wrong = [
        verb
        for verb in vocabulary.lines("verbs")
        if verb not in TELLING and leads(f"{ASKS}1. {unit} {verb} nội dung công việc được giao.") != [[unit]]
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Sở A chủ trì, phối hợp với Sở Nội vụ, Công an tỉnh rà soát hồ sơ.", ["Sở Nội vụ", "Công an tỉnh"]),
        ("Sở Tư pháp phối hợp chặt chẽ với các cơ quan liên quan rà soát hồ sơ.", ["các cơ quan liên quan"]),
        ("Sở Tư pháp chủ trì, cùng Thuế tỉnh rà soát hồ sơ.", ["Thuế tỉnh"]),
        ("Sở Tư pháp chủ trì, Sở Nội vụ và Văn phòng phối hợp, rà soát hồ sơ.", ["Sở Nội vụ", "Văn phòng"]),
        ("Sở Tư pháp phối hợp chặt chẽ, quyết liệt với Sở Nội vụ rà soát hồ sơ.", ["Sở Nội vụ"]),
        ("Sở Tư pháp cùng các xã của tỉnh khẩn trương rà soát hồ sơ.", ["các xã của tỉnh"]),
        (
            "Sở Tư pháp phối hợp với trường đại học, viện nghiên cứu, hội nghề nghiệp rà soát hồ sơ.",
            ["trường đại học", "viện nghiên cứu", "hội nghề nghiệp"],
        ),
        ("Sở Tư pháp phối hợp với cơ quan, tổ chức, cá nhân rà soát hồ sơ.", ["cơ quan, tổ chức, cá nhân"]),
        ("Sở Tư pháp gửi báo cáo cho Sở Nội vụ.", []),
        ("Sở Tư pháp kết hợp Thanh tra giao thông xử lý xe quá tải.", ["Thanh tra giao thông"]),
        ("Sở Tư pháp kết hợp Đông y và Tây y trong chữa bệnh.", []),
        ("Sở Tư pháp phải cùng Hội Luật gia tỉnh đối thoại với dân.", ["Hội Luật gia tỉnh"]),
        ("Sở Tư pháp chủ động phối hợp, rà soát hồ sơ.", []),
    ],
)
def test_who_is_to_help(words: str, found: list[str]) -> None:
    assert helpers(ASKS + "1. " + words)[0] == found


@pytest.mark.parametrize(
    "fact",
    [
        "Các xã được hỗ trợ kinh phí làm đường.",
        "Các đơn vị đang thi công rà soát biển báo.",
        "Các trường học vẫn còn thiếu phòng.",
        "01 bản gửi Ban Quản lý Khu kinh tế tỉnh.",
    ],
)
def test_what_is_done_to_a_class_or_goes_on_is_no_order(fact: str) -> None:
    assert tasks(ASKS + "1. " + fact) == []


def test_a_report_by_telephone_number_is_no_number_of_a_document() -> None:
    text = ASKS + "1. Sở Y tế rà soát hồ sơ; thông báo số {} cho các xã."
    assert len(tasks(text.format("điện thoại"))) == 2
    assert len(tasks(text.format("12/TB-UBND"))) == 1


def test_a_name_that_the_recipients_tell_is_whole_in_the_orders() -> None:
    letter = "SỞ Y TẾ\nSố: 4/SYT-VP\nV/v cứu hộ\n\nKính gửi:\n{}\n\nSở yêu cầu:\n1. Trung tâm Cứu trợ động vật hoang dã nuôi dưỡng thú."
    assert leads(letter.format("- Trung tâm Cứu trợ động vật hoang dã (để thực hiện);")) == [
        ["Trung tâm Cứu trợ động vật hoang dã"]
    ]
    assert leads(letter.format("- Các trạm thú y;")) != [["Trung tâm Cứu trợ động vật hoang dã"]]


def test_a_heading_of_an_office_of_an_open_kind_is_a_name_to_its_end() -> None:
    text = (
        HEAD
        + "II. NHIỆM VỤ\n1. Chi cục Quản lý nguồn lợi tôm cá\n- Kiểm đếm tàu thuyền tại bến.\n2. Trung tâm Y tế về phòng dịch\n- Cấp thuốc cho các xã."
    )
    assert leads(text) == [["Chi cục Quản lý nguồn lợi tôm cá"], []]


def test_these_units_stay_as_written_and_are_looked_up_as_the_one_before() -> None:
    text = ASKS + "1. Sở Tư pháp rà soát hồ sơ. Đơn vị này phải báo cáo kết quả."
    (unit,) = derive(text).tasks[1].lead
    assert unit.qualified == "Sở Tư pháp"


def test_several_directives_in_one_text_give_their_place_to_the_names() -> None:
    text = (
        "Ngày 22/1/2027, Ban Thường vụ Tỉnh ủy An Sơn đã ban hành Chỉ thị số 07-CT/TU về thi hành án. Theo đó, Sở Tư pháp tỉnh rà soát hồ sơ.\n\n"
        "Tương tự, Ban Thường vụ Tỉnh ủy Bình Hải cũng đã ban hành Chỉ thị 09-CT/TU. Trong đó, yêu cầu Sở Tư pháp tỉnh lập danh sách."
    )
    held = derive(text)
    assert [one.number_symbol for one in held.directives] == ["07-CT/TU", "09-CT/TU"]
    assert [(one.directive, one.lead[0].qualified) for one in held.tasks] == [
        (0, "Sở Tư pháp tỉnh An Sơn"),
        (1, "Sở Tư pháp tỉnh Bình Hải"),
    ]


def test_a_name_means_the_body_of_the_place_and_day() -> None:
    known = [
        Candidate(1, "Cục THADS tỉnh Vĩnh Phúc", "province", None, date(2025, 7, 1)),
        Candidate(2, "Cục THADS tỉnh Quảng Ngãi", "province", None, date(2025, 7, 1)),
        Candidate(3, "THADS tỉnh Phú Thọ", "province", date(2025, 7, 1), None),
    ]
    assert resolve(["Cục THADS tỉnh"], known, on=date(2021, 1, 22), place="Vĩnh Phúc") == {"Cục THADS tỉnh": 1}
    assert resolve(["Cục THADS tỉnh"], known, on=None, place="Quảng Ngãi") == {"Cục THADS tỉnh": 2}
    assert resolve(["Cục THADS tỉnh"], known, on=None, place="") == {}
