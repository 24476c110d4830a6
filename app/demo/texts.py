"""Sample directives: written for the demo from public facts, in words of our own."""

KL84 = """BAN CHẤP HÀNH TRUNG ƯƠNG
BỘ CHÍNH TRỊ

Số: 84-KL/TW
Hà Nội, ngày 29 tháng 7 năm 2020

KẾT LUẬN
về tiếp tục thực hiện chiến lược cải cách tư pháp

Để khắc phục các hạn chế đã thấy qua mười lăm năm, Bộ Chính trị yêu cầu các cơ quan thực hiện những việc sau:

1. Tiếp tục quán triệt và tổ chức thực hiện các quan điểm cải cách tư pháp nêu tại Nghị quyết số 49-NQ/TW ngày 02/6/2005 của Bộ Chính trị và Kết luận số 92-KL/TW ngày 12/3/2014 của Bộ Chính trị.

2. Sắp xếp, kiện toàn tổ chức bộ máy của cơ quan thi hành án theo hướng tinh gọn, hoạt động hiệu quả.

3. Xây dựng đội ngũ chấp hành viên liêm chính, giỏi nghiệp vụ, đủ phẩm chất và năng lực.

4. Tăng cường sự lãnh đạo của Đảng đối với hoạt động thi hành án dân sự.
"""

KH09 = """CỤC THADS TỈNH TUYÊN QUANG

Số: 09/KH-CTHADS

KẾ HOẠCH
Triển khai thực hiện Kết luận số 84-KL/TW

Thực hiện Kết luận số 84-KL/TW ngày 29/7/2020 của Bộ Chính trị, Cục THADS tỉnh Tuyên Quang xây dựng kế hoạch với các nhiệm vụ sau:

1. Cục THADS tỉnh tổ chức quán triệt Kết luận số 84-KL/TW và Nghị quyết số 49-NQ/TW tới toàn thể công chức, người lao động.

2. Cục THADS tỉnh xây dựng chương trình hành động về hoàn thiện nhà nước pháp quyền trong thi hành án.

3. Cục THADS tỉnh nghiên cứu, góp ý hoàn thiện pháp luật về thi hành án dân sự, thi hành án hành chính trước ngày {later}.

4. Cục THADS tỉnh duy trì phương thức lãnh đạo của Đảng thống nhất, toàn diện trong các cơ quan thi hành án.

5. Cục THADS tỉnh giáo dục chính trị tư tưởng, kiểm tra, giám sát đảng viên theo Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị.

6. Cục THADS tỉnh tổ chức các đợt cao điểm giải quyết việc có điều kiện thi hành; báo cáo kết quả hằng quý.

7. Cục THADS tỉnh phối hợp, tham mưu cấp có thẩm quyền xử lý các vướng mắc về nghiệp vụ.

8. Cục THADS tỉnh đẩy mạnh ứng dụng công nghệ thông tin, chuyển hồ sơ thi hành án sang dữ liệu điện tử trước ngày {soon}.

9. Cục THADS tỉnh tăng cường kỷ luật, kỷ cương hành chính trong quản lý, điều hành.
"""

CT07 = """TỈNH ỦY VĨNH PHÚC

Số: 07-CT/TU
Vĩnh Phúc, ngày 22 tháng 01 năm 2021

CHỈ THỊ
về việc tiếp tục tăng cường sự lãnh đạo của Đảng đối với công tác thi hành án dân sự giai đoạn 2021-2025

Thực hiện Kết luận số 84-KL/TW ngày 29/7/2020 của Bộ Chính trị, Ban Thường vụ Tỉnh ủy yêu cầu:

1. Cục THADS tỉnh tiếp tục đổi mới quản lý, điều hành; giảm tỷ lệ án chuyển kỳ sau; tăng tỷ lệ thi hành án tín dụng, ngân hàng.

2. Cục THADS tỉnh lập danh sách các việc tín dụng, ngân hàng có điều kiện thi hành và lịch xử lý, hoàn thành trước ngày {soon}.

3. Cục THADS tỉnh báo cáo các vụ án kinh tế, tham nhũng có giá trị phải thi hành lớn trước ngày {late}.

4. Cục THADS tỉnh thực hiện quy chế phối hợp với các ban, ngành liên quan; rà soát đơn thư kéo dài và lập phương án giải quyết từng vụ trước ngày {later}.
"""

CT05 = """TỈNH ỦY QUẢNG NGÃI

Số: 05-CT/TU

CHỈ THỊ
về tiếp tục tăng cường sự lãnh đạo của Đảng đối với công tác thi hành án dân sự, thi hành án hành chính

Ban Thường vụ Tỉnh ủy yêu cầu Cục THADS tỉnh thực hiện các nhiệm vụ sau:

1. Giúp Ban Chỉ đạo thi hành án dân sự tỉnh tham mưu chỉ đạo công tác thi hành án dân sự, thi hành án hành chính.

2. Chủ động phối hợp với cấp ủy, chính quyền địa phương để đẩy nhanh tiến độ thi hành án, giảm án tồn đọng; trả lời đơn thư vượt cấp, kéo dài trước ngày {late}.

3. Kiện toàn bộ máy, xây dựng đội ngũ chấp hành viên liêm chính, chuyên nghiệp.

4. Đẩy mạnh kiểm tra, xử lý nghiêm chấp hành viên có sai phạm; báo cáo kết quả trước ngày {later}.
"""
