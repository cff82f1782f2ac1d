"""The XXH3 128-bit hash with seed 0, as `xxh128sum` prints it: a part of each job's id.

It follows the description of the algorithm (doc/xxhash_spec.md in the xxHash repository) in plain
integer arithmetic. The only optimization: the secrets of the stripes are decoded once.
"""

from struct import Struct, unpack_from

SECRET = bytes.fromhex(
    "b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671f"
    "cb79e64eccc0e578825ad07dccff7221b8084674f743248ee03590e6813a264c"
    "3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8"
    "a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364"
    "eac5ac8334d3ebc3c581a0fffa1363eb170ddd51b7f0da49d316552629d4689e"
    "2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e"
)

P32_1, P32_2, P32_3 = 0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D
P1, P2, P3 = 0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9
P4, P5 = 0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5
LOW32, LOW64 = (1 << 32) - 1, (1 << 64) - 1
STRIPE = Struct("<8Q")
SECRET_STRIPES = [STRIPE.unpack_from(SECRET, 8 * index) for index in range(16)]


def xxh128(text):
    """The hash of bytes, as 32 hexadecimal digits."""
    size = len(text)
    if size == 0:
        low, high = (avalanche64(word(SECRET, at) ^ word(SECRET, at + 8)) for at in (64, 80))
    elif size <= 3:
        low, high = hash_to_3(text, size)
    elif size <= 8:
        low, high = hash_to_8(text, size)
    elif size <= 16:
        low, high = hash_to_16(text, size)
    elif size <= 240:
        low, high = hash_to_240(text, size)
    else:
        low, high = hash_long(text, size)
    return f"{high & LOW64:016x}{low & LOW64:016x}"


def hash_to_3(text, size):
    first, middle, last = text[0], text[size >> 1], text[-1]
    low = first << 16 | middle << 24 | last | size << 8
    swapped = int.from_bytes(low.to_bytes(4, "little"), "big")
    high = (swapped << 13 | swapped >> 19) & LOW32
    return (
        avalanche64(low ^ half(SECRET, 0) ^ half(SECRET, 4)),
        avalanche64(high ^ half(SECRET, 8) ^ half(SECRET, 12)),
    )


def hash_to_8(text, size):
    both = half(text, 0) + (half(text, size - 4) << 32)
    product = (both ^ word(SECRET, 16) ^ word(SECRET, 24)) * (P1 + (size << 2))
    low, high = product & LOW64, product >> 64
    high = (high + (low << 1)) & LOW64
    low ^= high >> 3
    low = (low ^ low >> 35) * 0x9FB21C651E98DF25 & LOW64
    return low ^ low >> 28, avalanche(high)


def hash_to_16(text, size):
    first, last = word(text, 0), word(text, size - 8)
    product = (first ^ last ^ word(SECRET, 32) ^ word(SECRET, 40)) * P1
    low, high = product & LOW64, product >> 64
    low = (low + ((size - 1) << 54)) & LOW64
    last ^= word(SECRET, 48) ^ word(SECRET, 56)
    high = (high + last + (last & LOW32) * (P32_2 - 1)) & LOW64
    low ^= int.from_bytes(high.to_bytes(8, "little"), "big")
    product = low * P2
    return avalanche(product & LOW64), avalanche((product >> 64) + high * P2 & LOW64)


def hash_to_240(text, size):
    low, high = size * P1 & LOW64, 0

    def mix(first, second, secret):
        nonlocal low, high
        low = (low + mix16(text, first, secret)) & LOW64
        low ^= (word(text, second) + word(text, second + 8)) & LOW64
        high = (high + mix16(text, second, secret + 16)) & LOW64
        high ^= (word(text, first) + word(text, first + 8)) & LOW64

    if size <= 128:
        for step in range((size - 1) // 32, -1, -1):
            mix(16 * step, size - 16 * (step + 1), 32 * step)
    else:
        for at in range(0, 128, 32):
            mix(at, at + 16, at)
        low, high = avalanche(low), avalanche(high)
        for at in range(128, size - 31, 32):
            mix(at, at + 16, 3 + at - 128)
        mix(size - 16, size - 32, 103)
    return avalanche(low + high & LOW64), -avalanche(low * P1 + high * P4 + size * P2 & LOW64)


def hash_long(text, size):
    lanes = [P32_3, P1, P2, P3, P4, P32_2, P5, P32_1]
    scramble = STRIPE.unpack_from(SECRET, 128)
    stripes = (size - 1) // 64
    for index in range(stripes):
        accumulate(lanes, STRIPE.unpack_from(text, 64 * index), SECRET_STRIPES[index % 16])
        if index % 16 == 15:
            lanes[:] = [
                (lane ^ lane >> 47 ^ key) * P32_1 & LOW64 for lane, key in zip(lanes, scramble)
            ]
    accumulate(lanes, STRIPE.unpack_from(text, size - 64), STRIPE.unpack_from(SECRET, 121))
    return merge(lanes, 11, size * P1), merge(lanes, 117, ~(size * P2))


def accumulate(lanes, stripe, secret):
    for lane in range(8):
        value = stripe[lane]
        key = value ^ secret[lane]
        lanes[lane ^ 1] += value
        lanes[lane] = lanes[lane] + (key & LOW32) * (key >> 32) & LOW64
    for lane in range(8):
        lanes[lane] &= LOW64


def merge(lanes, secret, start):
    for lane in range(0, 8, 2):
        start += fold(
            lanes[lane] ^ word(SECRET, secret + 8 * lane),
            lanes[lane + 1] ^ word(SECRET, secret + 8 * lane + 8),
        )
    return avalanche(start & LOW64)


def mix16(text, at, secret):
    return fold(
        word(text, at) ^ word(SECRET, secret), word(text, at + 8) ^ word(SECRET, secret + 8)
    )


def fold(one, other):
    product = one * other
    return product & LOW64 ^ product >> 64


def avalanche(number):
    number = (number ^ number >> 37) * 0x165667919E3779F9 & LOW64
    return number ^ number >> 32


def avalanche64(number):
    number = (number ^ number >> 33) * P2 & LOW64
    number = (number ^ number >> 29) * P3 & LOW64
    return number ^ number >> 32


def word(text, at):
    return unpack_from("<Q", text, at)[0]


def half(text, at):
    return unpack_from("<I", text, at)[0]
