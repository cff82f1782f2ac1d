// Judged texts: UTF-8 (RFC 8259, section 8.1; RFC 3629; The Unicode Standard, table 3-7).

extension JudgedText {
  /// Characters of two to four bytes in strings.
  static let wellFormedUTF8 = table(
    #"""
    "é" ¦ "ñandú" ¦ "€" ¦ "日本語" ¦ "😀" ¦ "👩‍👩‍👧" ¦ {"é":"ü"} ¦ ["😀","€"] ¦ "e‹CC 81›" ¦ "aé€😀z"
    {"日本":{"€":[]}}
    # The first and the last of each row of table 3-7.
    "‹C2 80›" ¦ "‹DF BF›" ¦ "‹E0 A0 80›" ¦ "‹E0 BF BF›" ¦ "‹E1 80 80›" ¦ "‹EC BF BF›" ¦ "‹ED 80 80›"
    "‹ED 9F BF›"
    "‹EE 80 80›" ¦ "‹EF BF BF›" ¦ "‹F0 90 80 80›" ¦ "‹F0 BF BF BF›" ¦ "‹F1 80 80 80›"
    "‹F3 BF BF BF›"
    "‹F4 80 80 80›" ¦ "‹F4 8F BF BF›"
    # Controls of C1, separators, the byte-order mark, noncharacters and private use are characters.
    "‹C2 85›" ¦ "‹C2 9F›" ¦ "‹C2 A0›" ¦ "‹E2 80 A8›" ¦ "‹E2 80 A9›" ¦ "‹E2 80 AE›" ¦ "‹EF BB BF›"
    "‹EF BF BE›"
    "‹EF B7 90›" ¦ "‹EE 80 80›" ¦ "‹F0 9F BF BF›" ¦ "‹EF BF BD›" ¦ "‹F4 8F BF BE›"
    {"‹EF BB BF›a":1}
    # The second and later bytes of one character are no quote, backslash or control character.
    "‹E2 82 AC›\"" ¦ "\"‹C3 A9›" ¦ "\\‹F0 9F 98 80›\\" ¦ "\u00e9‹C3 A9›\u00e9" ¦ "‹C4 A2›"
    "‹C5 9C›" ¦ "‹C4 80›"
    """#)

  /// Strings that are not well-formed UTF-8.
  static let illFormedUTF8 = table(
    #"""
    # Overlong forms: of NUL, of the slash and the quote, of the last of each length.
    "⊘‹C0 80›" ¦ "⊘‹C0 AF›" ¦ "⊘‹C0 A2›" ¦ "⊘‹C1 BF›" ¦ "⊘‹E0 80 80›" ¦ "⊘‹E0 80 AF›"
    "⊘‹E0 9F BF›" ¦ "a⊘‹E0 80 A2›"
    "⊘‹F0 80 80 80›" ¦ "⊘‹F0 80 80 AF›" ¦ "⊘‹F0 8F BF BF›" ¦ "⊘‹F8 80 80 80 80›"
    "⊘‹FC 80 80 80 80 80›" ¦ {"⊘‹C1 A1›":1}
    # Encoded surrogates, alone and in pairs (CESU-8).
    "⊘‹ED A0 80›" ¦ "⊘‹ED AF BF›" ¦ "⊘‹ED B0 80›" ¦ "⊘‹ED BF BF›" ¦ "⊘‹ED A0 BD ED B8 80›"
    "é⊘‹ED A0 80›" ¦ {"a⊘‹ED A0 80›":1}
    # Past U+10FFFF.
    "⊘‹F4 90 80 80›" ¦ "⊘‹F4 BF BF BF›" ¦ "⊘‹F5 80 80 80›" ¦ "⊘‹F7 BF BF BF›" ¦ "⊘‹FE›" ¦ "⊘‹FF›"
    "⊘‹FE FF›" ¦ "⊘‹FF FE›"
    # Bytes that continue nothing.
    "⊘‹80›" ¦ "⊘‹BF›" ¦ "a⊘‹80›" ¦ "é⊘‹80›" ¦ "€⊘‹80›" ¦ "😀⊘‹80›" ¦ "⊘‹80 BF›" ¦ "‹C3 A9›⊘‹A9›"
    {"a":"⊘‹9F›"}
    # Cut by the closing quote, by another character, by the next sequence.
    "⊘‹C3›" ¦ "⊘‹E2›" ¦ "⊘‹E2 82›" ¦ "⊘‹F0›" ¦ "⊘‹F0 9F›" ¦ "⊘‹F0 9F 98›" ¦ {"⊘‹C3›":1}
    ["⊘‹E2 82›","a"]
    "⊘‹C3›a" ¦ "⊘‹C3›a‹A9›" ¦ "⊘‹E2 28 A1›" ¦ "⊘‹E2 82 28›" ¦ "⊘‹F0 28 8C BC›" ¦ "⊘‹F0 90 28 BC›"
    "⊘‹F0 9F 98›a"
    "⊘‹C3 C3 A9›" ¦ "⊘‹E2 C3 A9›" ¦ "⊘‹E2 82 C3 A9›" ¦ "⊘‹F0 9F E2 82 AC›" ¦ "⊘‹C3›\n" ¦ "⊘‹C3 00›"
    "⊘‹E2 82 0A›"
    "⊘‹C3 C0›" ¦ "⊘‹E1 80 C0›" ¦ "⊘‹F1 80 80 C0›" ¦ "⊘‹F1 80 C0 80›" ¦ "⊘‹F1 C0 80 80›"
    "⊘‹E1 7F 80›" ¦ "⊘‹C2 7F›"
    # Cut by the end of the text.
    "⊘‹C3› ¦ "⊘‹E2› ¦ "⊘‹E2 82› ¦ "⊘‹F0› ¦ "⊘‹F0 9F› ¦ "⊘‹F0 9F 98› ¦ "a⊘‹C3› ¦ {"⊘‹E2 82›
    {"a":"é⊘‹F0 9F 98› ¦ "⊘‹80›
    # The first fault counts, even if others follow.
    "✗‹00 80›" ¦ "⊘‹80 00›" ¦ "⊘‹80›\x" ¦ "\✗x‹80›" ¦ [✗,"‹80›"] ¦ ["⊘‹80›",,] ¦ "a"✗"‹80›"
    "⊘‹C3›" "a"
    """#)

  /// Bytes outside ASCII and outside strings.
  static let outsideStrings = table(
    #"""
    # A character has no place there, whatever follows its first byte: the grammar breaks at that.
    ✗é ¦ ✗€ ¦ ✗😀 ¦ [✗é] ¦ [1✗é] ¦ [1,✗é] ¦ {✗é:1} ¦ {"a"✗é:1} ¦ {"a":✗é} ¦ {"a":1✗é} ¦ {"a":1,✗é}
    1✗é ¦ {}✗é ¦ ""✗é
    -✗é ¦ 0✗é ¦ 1.✗é ¦ 1e✗é ¦ tru✗é ¦ true✗é ¦ n✗ü ¦ ✗“a” ¦ ✗„ ¦ ✗１ ¦ 1✗２ ¦ ✗‹E2 88 92›1 ¦ {✗“a”:1}
    ✗‹C2› ¦ ✗‹C3 28› ¦ ✗‹E2 82› ¦ ✗‹F4 90 80 80› ¦ ✗‹ED A0 80› ¦ ✗‹E0 80 80› ¦ ✗‹F0 80› ¦ [✗‹DF›]
    1✗‹F4› ¦ {}✗‹C2›
    # A byte that begins no sequence is ill-formed wherever it stands.
    ⊘‹80› ¦ ⊘‹BF› ¦ ⊘‹C0› ¦ ⊘‹C1 BF› ¦ ⊘‹F5› ¦ ⊘‹FF FE›[ ¦ ⊘‹FE FF› ¦ [⊘‹80›] ¦ [1⊘‹80›] ¦ [1,⊘‹80›]
    {⊘‹80›} ¦ 1⊘‹80›
    {"a"⊘‹80›:1} ¦ {"a":⊘‹80›} ¦ {"a":1⊘‹80›} ¦ {"a":1,⊘‹80›} ¦ {}⊘‹80› ¦ ""⊘‹80› ¦ "é"⊘‹A9›
    ‹20›⊘‹A0›1 ¦ [1]⊘‹FF›
    -⊘‹80› ¦ 0⊘‹80› ¦ 1.⊘‹80› ¦ 1e⊘‹80› ¦ 1e+⊘‹80› ¦ tru⊘‹80› ¦ true⊘‹80› ¦ t⊘‹FF› ¦ -⊘‹C0› ¦ 1⊘‹C1›
    1 ⊘‹F8›
    """#)
}
