"""What the sheets of the workbook are called, and the mark of a column that must be filled in."""

# Thai in whatever language the page is read.
PRODUCERS, PRODUCTS, STANDARDS = "ผู้ผลิต", "ผลิตภัณฑ์", "มาตรฐาน"
RIGHTS = "ทรัพย์สินทางปัญญา"
HELP, CHOICES, SUMMARY = "คำอธิบาย", "ตัวเลือก", "สรุปข้อผิดพลาด"
DATA = (PRODUCERS, PRODUCTS, STANDARDS, RIGHTS)
NEEDED_MARK = "(จำเป็น)"
