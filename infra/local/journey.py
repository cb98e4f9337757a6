"""What a family's page asks the API for, from the list of schools to the sending. Knows no HTTP client: each function
yields requests (method, path, body) and is sent the answers' JSON; whoever drives it keeps the cookie.
"""

CONTACT = {
    "household_address": "雲端市示範區測試路1號",
    "mailing_address": "雲端市示範區測試路1號",
    "emergency_contact_name": "測試人",
    "emergency_contact_mobile": "0912345678",
}
LETTER_Y = 31  # what the letter of a synthetic ID counts as in its check digit
WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 1, 1)


def national_id(n):
    """The ID number of the nth person who does not exist, as domain::synthetic makes them."""
    body = f"{1 + n % 2}9{n // 2 % 1_000_000:06}"
    total = LETTER_Y // 10 + LETTER_Y % 10 * 9 + sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS))
    return f"Y{body}{-total % 10}"


def applicant(n):
    """The nth adult, who has a mailbox of their own."""
    return {
        "name": "測試家長",
        "relationship": "mother" if n % 2 else "father",
        "national_id": national_id(n),
        "mobile": f"09{n % 100_000_000:08}",
        "email": f"family-{n}@example.com",
    }


def captcha_item(table, captcha):
    """Where a captcha's answer is read, as an operator could."""
    return {"TableName": table, "Key": {"pk": {"S": f"CAPTCHA#{captcha}"}, "sk": {"S": "CAPTCHA"}}, "ConsistentRead": True}


def sign_in(entry, read_captcha):
    """Looks for the school, solves the captcha (by whoever can read it), signs in, sees the portal."""
    yield "GET", "/api/schools", None
    captcha = yield "POST", "/api/captchas", {}
    form = {name: entry[name] for name in ("school", "account", "password")}
    form["captcha"] = {"id": captcha["id"], "answer": read_captcha(captcha["id"])}
    yield "POST", "/api/sessions", form
    return (yield "GET", "/api/case", None)


def confirm():
    """Confirms the child's data, with a draft on the way."""
    form = {"registry_correct": True, "contact": CONTACT}
    yield "PUT", "/api/case/confirmation/draft", form
    return (yield "POST", "/api/case/confirmation", form)


def answer_notice(choice="agree"):
    """Reads the notice and answers it."""
    notice = yield "GET", "/api/notice", None
    return (yield "POST", "/api/case/consent", {"notice_version": notice["version"], "choice": choice})


def send(person):
    """Names who applies, with a draft on the way, sends, and sees the portal again."""
    form = {"arrangement": "one_parent", "applicants": [person]}
    yield "PUT", "/api/case/applicants/draft", form
    yield "PUT", "/api/case/applicants", form
    sent = yield "POST", "/api/case/submission", None
    yield "GET", "/api/case", None
    return sent


def whole(entry, read_captcha, person):
    """All of it; answers with what was sent."""
    yield from sign_in(entry, read_captcha)
    yield from confirm()
    yield from answer_notice()
    return (yield from send(person))


def approval(applicant_id):
    """A teacher's decision, whose paper is there."""
    return {"applicant_id": applicant_id, "outcome": "approve", "paper_checked": True}


def school_files(school, classes, pupils, undo_seconds=3):
    """The files of a school's folder: so many classes of so many pupils, a teacher each, all invented."""
    students, staff, assigned = [], [], []
    for at in range(classes):
        name, teacher = str(101 + at), f"{school}-t{101 + at}"
        staff.append(f"{teacher},測試教師,teacher")
        assigned.append(f"{teacher},{name},2026-08-01,")
        for seat in range(1, pupils + 1):
            n = at * pupils + seat
            students.append(f"7{n:06},{name},{seat:02},測試學生,{national_id(500_000 + n)},,2011-03-04,無,no,,,,,")
    staff.append(f"{school}-registrar,測試註冊,registrar")
    campaign = f"""synthetic = true
[school]
id = "{school}"
name = "測試學校"
district = "示範區"
[campaign]
id = "115-1"
opens = 2026-08-01T00:00:00+08:00
closes = 2030-07-31T23:59:59+08:00
readable_until = 2030-08-31T23:59:59+08:00
notice_version = "2026-08"
undo_window_seconds = {undo_seconds}
undo_grace_seconds = 1
"""
    header = (
        "student_number,class,seat,name,national_id,entry_code,birth_date,indigenous_status,protected,"
        "household_address,mailing_address,home_phone,emergency_contact_name,emergency_contact_mobile"
    )
    return {
        "campaign.toml": campaign,
        "students.csv": "\n".join([header, *students, ""]),
        "staff.csv": "\n".join(["username,name,role", *staff, ""]),
        "assignments.csv": "\n".join(["username,class,from,until", *assigned, ""]),
    }
