// Judged texts: literals, numbers, and strings of ASCII (RFC 8259, sections 3, 6 and 7).

extension JudgedText {
  /// The three literals, and what other languages accept as literals.
  static let literals = table(
    #"""
    true ¦ false ¦ null ¦ [true] ¦ [false,null] ¦ {"a":null} ¦ ‹20›true ¦ null‹20›
    # One letter after the other missing at the end of the text.
    t✗ ¦ tr✗ ¦ tru✗ ¦ f✗ ¦ fa✗ ¦ fal✗ ¦ fals✗ ¦ n✗ ¦ nu✗ ¦ nul✗
    # Missing before something else.
    [t✗] ¦ [tr✗,1] ¦ tru✗, ¦ tru✗‹20› ¦ [fals✗] ¦ {"a":nul✗} ¦ nul✗‹00› ¦ tr✗‹0A›ue
    # Wrong in one letter, or in its case.
    ✗True ¦ ✗TRUE ¦ t✗True ¦ tr✗Ue ¦ tru✗E ¦ ✗False ¦ fal✗es ¦ fals✗E
    ✗Null ¦ nul✗L ¦ n✗il ¦ n✗one ¦ n✗an ¦ f✗unction ¦ t✗ure ¦ tru✗th ¦ fal✗l
    # More than the literal.
    true✗e ¦ true✗1 ¦ true✗_ ¦ null✗l ¦ false✗hood ¦ true✗true ¦ true ✗false ¦ null✗"a" ¦ null✗[]
    # What other languages have.
    ✗undefined ¦ ✗NaN ¦ ✗Infinity ¦ [✗Infinity] ¦ ✗yes ¦ ✗None ¦ ✗a ¦ {"a":✗x} ¦ [✗_] ¦ ✗$ ¦ ✗@ ¦ ✗%
    ✗// ¦ ✗/* a */1 ¦ 1 ✗// ¦ ✗# ¦ [1,✗/**/2] ¦ ✗'a' ¦ ✗`a` ¦ ✗\ ¦ ✗\u0031 ¦ ✗; ¦ 1✗; ¦ ✗(1) ¦ ✗<a>
    ✗=1
    """#)

  /// Numbers of every form.
  static let numbers = table(
    #"""
    0 ¦ -0 ¦ 1 ¦ 9 ¦ 10 ¦ -1 ¦ -10 ¦ 123 ¦ 1234567890 ¦ [0] ¦ [-0] ¦ {"a":0} ¦ 0‹20› ¦ 0‹0D›
    0.0 ¦ -0.0 ¦ 0.5 ¦ 1.0 ¦ 10.01 ¦ 0.00000 ¦ -123.456 ¦ 3.141592653589793238462643383279 ¦ [1.5]
    0e0 ¦ 0E0 ¦ 0e+0 ¦ 0e-0 ¦ -0e0 ¦ 1e5 ¦ 1E5 ¦ 1e+5 ¦ 1E-5 ¦ 1e05 ¦ 1e00 ¦ 10e10 ¦ 1.5e3 ¦ 0.0e0
    -1.5E-07
    # More than any machine number holds is a number still.
    1E400 ¦ -1E400 ¦ 1e-400 ¦ 1e99999999999999999999 ¦ 18446744073709551616 ¦ -9223372036854775809
    123456789012345678901234567890 ¦ -123456789012345678901234567890
    0.123456789012345678901234567890 ¦ 1e123456789012345678901234567890
    """#)

  /// Texts that are nearly numbers.
  static let numberFaults = table(
    #"""
    # No digit after a sign, a point, an exponent.
    -✗ ¦ [-✗] ¦ -✗-1 ¦ -✗+1 ¦ -✗a ¦ -✗.5 ¦ -✗e1 ¦ -✗"1" ¦ -✗‹20›1 ¦ -✗Infinity ¦ -✗‹00›
    {"a":-✗,"b":1}
    1.✗ ¦ [1.✗] ¦ 1.✗.1 ¦ 1.✗e5 ¦ 1.✗E5 ¦ 1.✗-1 ¦ 1.✗‹20›5 ¦ 0.✗ ¦ -0.✗ ¦ 0.✗a ¦ 1.✗"" ¦ [1.✗,2]
    1e✗ ¦ 1E✗ ¦ 1e+✗ ¦ 1e-✗ ¦ 1e✗. ¦ 1e✗e ¦ 1e+✗+1 ¦ 1e+✗-1 ¦ 1e✗‹20›1 ¦ 0e✗ ¦ [0e✗] ¦ [1e+✗,2]
    1.5e✗ ¦ 1.5e+✗
    # Leading zeros.
    0✗0 ¦ 0✗07 ¦ -0✗1 ¦ -0✗0 ¦ 0✗1 ¦ 0✗0.5 ¦ [0✗1] ¦ 0✗1e1 ¦ {"a":0✗10} ¦ -0✗07
    # Beginnings that other languages have.
    ✗.5 ¦ ✗+1 ¦ ✗+0 ¦ [✗.5] ¦ [✗+1] ¦ {"a":✗+1} ¦ ✗.e1 ¦ ✗e1 ¦ ✗E1
    # Something after it.
    0✗x10 ¦ 0✗X1 ¦ 0✗b1 ¦ 0✗o7 ¦ 1✗a ¦ 1✗L ¦ 1✗f ¦ 1✗_000 ¦ 1✗'000 ¦ 1✗- ¦ 1✗-1 ¦ 1✗+1 ¦ 0✗-1 ¦ 0✗+
    1 ✗000
    1.5✗.5 ¦ 1e5✗.5 ¦ 1e5✗e5 ¦ 1e5✗+ ¦ 1.0✗f ¦ 1e5✗a ¦ 0✗"a" ¦ 0✗[] ¦ 0✗{} ¦ 0 ✗0 ¦ 0✗‹00› ¦ 0✗‹7F›
    1✗: ¦ 1✗%
    """#)

  /// Strings without escapes.
  static let strings = table(
    #"""
    "" ¦ "a" ¦ " " ¦ "'" ¦ "/" ¦ "//" ¦ "abc def" ¦ "[" ¦ "]" ¦ "{}" ¦ "," ¦ ":" ¦ "0" ¦ "true"
    "#" ¦ "~" ¦ "‹7F›"
    ‹20›"" ¦ ""‹20› ¦ [""] ¦ ["a","b"] ¦ {"":""} ¦ {"a":""} ¦ ["]"] ¦ ["}"] ¦ {"}":"{"} ¦ {"a:":","}
    "exactly fifteen" ¦ "this is sixteen."
    "more than thirty-two bytes, so that blocks must be joined"
    """#)

  /// Strings without an end, with control characters inside, or with something after them.
  static let stringFaults = table(
    #"""
    # No closing quote.
    "✗ ¦ "a✗ ¦ "abc✗ ¦ ""✗" ¦ "a"✗" ¦ ["✗ ¦ ["a✗ ¦ ["a]✗ ¦ {"✗ ¦ {"a✗ ¦ {"a:1}✗ ¦ {"a":"✗
    {"a":"b}✗
    # A line end inside.
    "✗‹0A›" ¦ "a✗‹0D 0A›b" ¦ "✗‹09›" ¦ {"✗‹0A›a":1} ¦ {"a✗‹00›":1} ¦ {"a":"✗‹1F›"} ¦ ["‹20›✗‹1F›"]
    # Something after it.
    "a"✗a ¦ "a"✗1 ¦ "a" ✗"b" ¦ "a"✗'b' ¦ "a"✗+"b" ¦ "a"✗\ ¦ "a"✗: ¦ ""✗‹00› ¦ ["a"✗b] ¦ ["a"✗"b"]
    "a"✗{}
    """#)

  /// Escapes of every kind.
  static let escapes = table(
    #"""
    "\"" ¦ "\\" ¦ "\/" ¦ "\b" ¦ "\f" ¦ "\n" ¦ "\r" ¦ "\t" ¦ "\"\\\/\b\f\n\r\t" ¦ "a\"b" ¦ "\\\\"
    "\\\"" ¦ "\\n"
    "\u0000" ¦ "\u001F" ¦ "\u0022" ¦ "\u005c" ¦ "\u00e9" ¦ "\uABCD" ¦ "\uabcd" ¦ "\uAbCd" ¦ "\uFFFF"
    "\u0041a"
    "\u00410" ¦ "\\u12G4" ¦ "a\u0062c\u0064" ¦ {"\u0061":1} ¦ {"\"":1} ¦ {"\\":1} ¦ ["\\","\\"]
    ["\"]"]
    # Surrogate pairs, and lone or twisted ones, which are grammatical.
    "\ud83d\ude00" ¦ "\uD800\uDC00" ¦ "\uDBFF\uDFFF" ¦ {"\ud83d\ude00":1} ¦ "\ud800" ¦ "\uDBFF"
    "\udc00"
    "\udfff" ¦ "\ud800\ud800" ¦ "\udc00\ud800" ¦ "\ud800a" ¦ "\ud800\n" ¦ "\ud800\\"
    "\ud800\u0041" ¦ {"\ud800":1}
    """#)

  /// Strings with something that is nearly an escape.
  static let escapeFaults = table(
    #"""
    "\✗ ¦ "\\\✗ ¦ "\"✗ ¦ "\\"✗" ¦ "a\\\"✗ ¦ ["\"]✗ ¦ ["\\✗ ¦ {"\✗ ¦ {"\✗x":1} ¦ {"a":"\✗'"}
    "\\\✗x" ¦ "\u✗‹00›"
    "\u✗ ¦ "\u1✗ ¦ "\u12✗ ¦ "\u123✗ ¦ "\u1234✗ ¦ "\u✗" ¦ "\u1✗" ¦ "\u12✗" ¦ "\u123✗" ¦ {"\u123✗":1}
    "\u✗G123" ¦ "\u1✗G23" ¦ "\u12✗G4" ¦ "\u123✗G" ¦ "\u✗g000" ¦ "\u000✗g" ¦ "\u✗{41}" ¦ "\u✗+041"
    "\u✗-041"
    "\u✗ 041" ¦ "\u00✗\u0041" ¦ "\u✗x041" ¦ "\u✗@000" ¦ "\u✗`000" ¦ "\u✗/000" ¦ "\u✗:000"
    "\u12✗‹00›4"
    "\ud83d\"✗ ¦ "\ud83d\u✗" ¦ "\ud83d\ude0✗" ¦ "\ud83d\✗x" ¦ "\ud83d✗ ¦ "\u12✗‹C3 A9›"
    "\u12⊘‹80›" ¦ "\⊘‹FF›"
    # Escapes of other languages, whose letters are tried one by one too.
    "\✗x41" ¦ "\✗0" ¦ "\✗101" ¦ "\✗U0041" ¦ "\✗'" ¦ "\✗a" ¦ "\✗v" ¦ "\✗e" ¦ "\✗‹0A›" ¦ "\✗N" ¦ "\✗T"
    "\✗B"
    """#)
}
