"""Sample words, numbers and strings from which input is generated, valid and invalid ones."""

# The tables are wrapped by hand, with several values per line.
# fmt: off

WORDS = (
    "name", "data", "taskGroup", "surveyId", "group", "company", "type", "event", "createdAt",
    "_id", "status", "subscription", "email", "serial", "closedAt", "assignee", "followers",
    "ñandú", "Größe", "日本", "🙂", "", "a\\b", 'q"q', "{", "}", "[", "]", ",", ":", "],}{[", "\n",
    "\t", "\x7f", "\u2028", "compan", "companyy", "__v",
)

NUMBERS = (
    "0", "-0", "1", "-1", "5", "10", "1.0", "0.5", "-0.0", "1e5", "1E+5", "2e-3", "1651781080084",
    "12345678901234567890", "1e999", "-12.50e-10", "0e0", "100", "20.25",
)

# White space between tokens on one line.
SPACES = (b" ", b"  ", b"   ", b"\t", b" ", b"  ", b"   ", b"\t", b" \t", b"\r", b" \r ", b"\r\r")

BAD_NUMBERS = (
    b"01", b"-", b"1.", b".5", b"1e", b"1e+", b"+1", b"0x1", b"--1", b"1.e1", b"00", b"-a", b"1_0",
    b"NaN", b"Infinity", b"1.5.2", b"-\r1", b"1.\r5", b"1e\r5", b"1\r5",
)

BAD_STRINGS = (
    b'"\\x"', b'"\\u12g4"', b'"\\u123"', b'"\x01"', b'"\t"', b'"', b'"a', b"'a'", b'"\xff"',
    b'"\xc0\xaf"', b'"\xed\xa0\x80"', b'"\xe2\x82"', b'"\xf4\x90\x80\x80"', b'"\xf0\x9f\x99"',
    b'"\x80"', b'"\\\xe2\x82\xac"', b'"\\', b'"\\"', b'"\\u00', b'"\xf5"', b'"\r"', b'"a\rb',
    b'"\\\r"', b'"\\u12\r34"',
)

ODD_STRINGS = (
    b'"\\ud800"', b'"\\udc00\\ud800"', b'"\\ud83d\\ude42"', b'"\\u0000"',
    b'"\\/\\b\\f\\n\\r\\t\\"\\\\"', b'"\xef\xbf\xbf"', b'"\xf4\x8f\xbf\xbf"', b'"\xed\x9f\xbf"',
    b'"\xee\x80\x80"', b'"\\\\"', b'"\\\\\\""', b'"\xef\xbb\xbf"', b'"\xc2\x80\xdf\xbf"',
    b'"\xe0\xa0\x80\xf0\x90\x80\x80"',
)

# What a mutation inserts into a line.
MUTATION_PIECES = (
    b'"', b"\\", b"{", b"}", b"[", b"]", b",", b":", b" ", b"\t", b"\r", b"\n", b"0", b"1", b"-",
    b".", b"e", b"u", b"\x00", b"\x1f", b"\x7f", b"\x80", b"\xbf", b"\xc0", b"\xe2", b"\xed\xa0",
    b"\xf4", b"\xff", b"null", b'"a":1,', b"\xef\xbb\xbf",
)

EVENT_TYPES = (
    "COTTask", "COTTask", "COTUser", "COTSurvey", "COTSurvey", "COTProperty", "COTNote", "Auth",
)

ACTIONS = ("create", "edit", "delete", "edit", "logout")

# Values of `createdAt`, around those of `--since` and `--until`.
TIMES = (
    "2022-04-27T21:28:15.186Z", "2022-04-27T21:28:15.186Z", "2022-04-27T21:28:15.185Z",
    "2022-04-27T21:28:15.1869Z", "2022-04-27T21:28:15.187Z", "2022-04-27T23:28:15.186+02:00",
    "2022-04-27T21:28:15.2-00:00", "2022-04-26T23:59:59.999Z", "2022-04-27T00:00:00Z",
    "2022-04-26T23:59:60Z", "2022-04-27T05:29:60.5+05:30", "2022-04-27t00:00:00z",
    "2024-02-29T12:00:00Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999999999Z",
    "2022-04-28T00:00:00+23:59", "2022-04-26T00:00:00-23:59",
)
UNREADABLE_TIMES = (
    "", "2022-04-27", "2022-04-27T21:28:15", "2022-04-27 21:28:15Z", "2022-04-27T24:00:00Z",
    "2022-04-27T21:28:60Z", "2022-04-27T23:59:60+00:01", "2022-02-29T00:00:00Z",
    "2022-04-31T00:00:00Z", "2022-00-10T00:00:00Z", "2022-04-27T21:60:00Z", "2022-04-27T21:28:15.Z",
    "2022-04-27T21:28:15+0200", "2022-04-27T21:28:15+24:00", "0000-01-01T00:00:00+00:01",
    "9999-12-31T23:59:00-00:01", "2022-04-27T21:28:15Z\u0000", "٢٠٢٢-04-27T21:28:15Z",
    "2022-04-27T21:28:15." + "1" * 44 + "Z",
)
# Values of `--since` and `--until`, in order.
LIMITS = (
    "0000-01-01", "2022-04-27", "2022-04-27T00:00:00.5Z", "2022-04-27T21:28:15.186Z",
    "2022-04-27T21:28:15.187Z", "2022-04-28", "2024-02-29T12:00:00Z", "9999-12-31T23:59:59Z",
)

# Members of an event's `diff`, JSON Pointers, of which few point to an id that is compared.
POINTERS = (
    "/taskGroup", "/taskGroup", "/taskGroup", "/surveyId", "/surveyId", "/group", "/group",
    "taskGroup", "/taskGroup/", "/taskGroups", "/taskgroup", "//taskGroup", "/group/0", "/survey",
    "/data/group", "/surveyId\u0000", "/", "", "/~1group", "#/group", "/email",
)

# Types and actions that no trigger covers.
UNRECOGNIZED_NAMES = (
    "", "cottask", "COTTask ", "COTFile", "Create", "edit\u0000", "COTTas", "editt", "Auth2", "日本",
)

URLS = (
    "https://www.server.com", "http://a.b/c?d=e&f=%20", "HTTPS://[::1]:8080/x",
    "http://127.0.0.1:1", "https://x.example:65535/~a/(b);c", "https://h?q",
    "http://[2001:db8::1.2.3.4]/", "http://1.2.3.4.", "https://a.0xg", "https://0x7f.1.a./",
    "http://a.1b", "http://0.10.199.255:9",
    "https://h.example.com", "HTTPS://H.example.COM:443/", "https://h.example.com/",
    "https://h.example.com:0443/?q=%7E%2f", "https://h.example.com?q=~%2F",
    "https://169.254.169.254/", "https://[64:ff9b::10.0.0.1]", "https://[2002:a00:1::]/",
    "https://[2001:0:a00:1::f7f7:f7f7]", "https://[2001:4860:4860::8888]", "https://[fd00::1]:80",
    "https://LOCALHOST.", "https://a.internal/", "https://[::FFFF:8.8.8.8]", "https://100.64.1.1",
    "https://metadata.goog", "https://[2600::1]", "https://[::2]", "https://[fec0::]",
)

# Labels that test the rule for hosts that end in a number.
LABELS = (
    "0", "1", "10", "99", "199", "249", "255", "256", "260", "1000", "00", "04", "010", "0x", "0X",
    "0x7f", "0XfF", "0xg", "x0", "a", "1b", "-1", "1_", "", "%31",
)

# Schemes, hosts, ports and rests: one of each gives a valid or invalid URL.
PARTS_OF_URLS = (
    ("http://", "https://", "hTTp://", "https://", "ftp://", "http:/", "http:", "//", "https:///"),
    (
        "a", "a.b", "127.0.0.1", "[::1]", "[::]", "[1:2:3:4:5:6:7:8]", "[1::8]", "[::ffff:1.2.3.4]",
        "[1:2:3:4:5:6:7]", "[1:2:3:4:5:6:7::]", "[::12345]", "[::1.2.3]", "[::01.2.3.4]", "[]",
        "[v1.a]", "[fe80::1%25e]", "", ".", "a%20b", "a%2", "ä", "u@a", "-_~!$&'()*+,;=", "a[b]",
    ),
    (
        "", "", ":1", ":65535", ":65536", ":65537", ":0", ":00", ":00080", ":", ":a",
        ":99999999999999999999",
    ),
    (
        "", "", "/", "?", "/?", "/a:@b", "/%41?%zz", "/a?b/c?d", "#", "/#a", "/[a]", "//",
        "/" + "x" * 2030,
    ),
)

PIECES_OF_URLS = (
    "", "", "@", "#", "%", "%4", "%zz", "[", "]", ":", ":0", ":65536", ":080", "/", "//", "?", "\\",
    "^", "`", "{", "|", "<", '"', " ", "é", "0", ".", "..", "::", "1.2.3.256", "256", "g", "%25",
    "_", "~", "'", "+", "&", ";", "x" * 2030, "fe80::1%eth0", "ftp", "\t", "\x7f",
)

WRONG_VALUES = (
    "", "Hook", "hook-1", "hook_1", "h 1", "ñ", "true", "create-edit-delete-tasks", "logout-user",
    "62685990d918fb5557f9f99", "62685990d918fb5557f9f9922", "62685990d918fb5557f9f99g",
    "62685990D918FB5557F9F992", "ftp://a", "http:/a", "http://", "https://a b",
)

# Values that restrict nothing, and values that resemble them but do not.
EMPTY_VALUES = (b'""', b"null", b"[]", b"{}", b"[ ]", b"{\r\n}", b"[\t\r]")
NEARLY_EMPTY_VALUES = (
    b'" "', b'"\\u0000"', b'[""]', b'{"":""}', b"[[]]", b"0", b"false", b'"null"', b"[null]",
)

# Names that differ from a known one only in case, `_` or `-`, and names that differ in more.
MISSPELT_NAMES = (
    "Context", "CONTEXT", "context_", "con-text", "is_active", "isactive", "is-active", "IsActive",
    "Trigger", "_trigger", "URL", "url_", "Code", "co_de", "Company", "-company", "__u-R_l--",
)
OTHER_NAMES = (
    "id", "ID", "_ID", "contexts", "isActiv", "urls", "con text", "company ", "u.r.l",
    "compan\u0443", "codé", "İsActive", "\uff55rl", "", "_", "-", "__v", "active",
)
# Names of restrictions, which must be empty outside a context.
OUTSIDE_NAMES = (
    "survey", "group", "taskGroup", "Survey", "Group", "task_group", "taskgroup",
)
# Names that are unknown in a context, so that their values must be empty.
UNKNOWN_NAMES = (
    "task_group", "taskgroup", "TaskGroup", "taskGroups", "Survey", "survey_", "surveyId", "GROUP",
    "other", "id", "_ID", "__V", "v", "", "company", "isActive", "Context", "context", "tags",
)

BAD_VALUES = (
    b"tru", b"trueX", b"nul", b"True", b"", b",", b"{", b"[", b"{]", b"[}", b"[1,]", b'{"a":1,}',
    b'{"a"}', b"{a:1}", b"{1:2}", b"[1 2]", b"\xc2\xa0", b"\xef\xbb\xbf", b"\x00", b"//", b"\xff",
    b"\xe2\x82\xac", b'{"a":1 "b":2}', b"{,}", b"[,]", b"tr\rue", b"null\r1", b"[1\r2]",
    b'{"a"\r"b"}', b"{\r,}", b"[\r", b'{\r"a":\r',
)

TOKENS = (
    b"{", b"}", b"[", b"]", b":", b",", b'"a"', b'"company"', b'"data"', b"1", b"null", b" ",
    b'"type":"COTTask"', b"\r",
)

# White space before and after an object.
OUTER_SPACES = (b" ", b"\t", b"\r", b"\r ", b" \r", b"\r\r")

# Lines with carriage returns around and between tokens.
CARRIAGE_RETURN_LINES = (
    b"\r", b"\r{", b"{\r", b"{\r}", b"{}\r", b"\r{}", b'{}\r{"a":\r1}', b'{"a":"b"}\r]',
    b'[\r1,\r{"a":\r"b"}\r]\r', b'[\r1,\r{"a":\r"b\r', b'\r"a"', b"1\r", b'{"a":1\r',
    b'{"a":1\r\xff', b'{"a":\xff\r', b'{"a"\r:1}', b'{"a":1,\r"b":2}', b'{"a":[\r]}', b'{"a":"\r"}',
    b"\rtrue\r",
)

# What a file may hold instead of events.
TINY_FILES = (
    b"", b"\n", b"{", b"\r", b"\xef", b"[", b'"', b"\xef\xbb\xbf", b"\xef\xbb", b"{}", b"[]",
)

# The status of a delivery, in the spellings of the platform, of curl and of shell scripts; the last
# few are none.
DELIVERY_STATUSES = (
    *b'409 200 204 209 210 199 500 0 2e2 200.0 -200 2040 null "200" "000" "500"'.split(),
    *(b'"\\u003200"', b'""', b'"2e2"', b"true", b"{}", b'"200 "'),
)
