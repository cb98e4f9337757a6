"""GET /api/case"""

from common import answer, case_of, portal, shown


def handler(event, _context):
    case = case_of(event)
    if case is None:
        return answer(401, {"code": "not-signed-in"})
    found = portal(case)
    return answer(200, shown(found["SNAPSHOT"], found["CAMPAIGN"]))
