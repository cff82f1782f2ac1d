// Judged texts: white space, arrays and objects (RFC 8259, sections 2, 4 and 5).

extension JudgedText {
  /// White space of each kind where it is allowed, and characters that are not white space.
  static let whitespace = table(
    #"""
    # The four kinds, around every token.
    ‹20›1 ¦ ‹09›1 ¦ ‹0A›1 ¦ ‹0D›1 ¦ 1‹20› ¦ 1‹09› ¦ 1‹0A› ¦ 1‹0D› ¦ ‹20 09 0A 0D›1‹0D 0A 09 20›
    [‹20›] ¦ {‹20›} ¦ [‹0D›1‹0D›] ¦ [1‹0D›,‹0D›2] ¦ {‹0D›"a"‹0D›:‹0D›1‹0D›} ¦ {"a":1‹09›,‹09›"b":2}
    ‹20›{‹20›"a"‹20›:‹20›[‹20›1‹20›,‹20›{‹20›}‹20›]‹20›,‹20›"b"‹20›:‹20›"c"‹20›}‹20›
    ‹0A›{‹0A›"a"‹0A›:‹0A›[‹0A›1‹0A›,‹0A›{‹0A›}‹0A›]‹0A›,‹0A›"b"‹0A›:‹0A›"c"‹0A›}‹0A›
    {"a":‹20 20 20 20 20 20 20 20 20 20 20 20 20 20 20 20 20 20›1} ¦ ‹0D 0D 0D›[]‹0D 0D 0D›
    # Other control characters and spaces are none: VT, FF, NUL, US, DEL, NEL, NBSP, U+2028, U+FEFF.
    ✗‹0B›1 ¦ ✗‹0C›1 ¦ 1✗‹0B› ¦ 1✗‹0C› ¦ [✗‹0C›1] ¦ [1✗‹0C›] ¦ [1,✗‹0B›2] ¦ {✗‹0C›"a":1}
    {"a"✗‹0C›:1}
    {"a":✗‹0C›1} ¦ {"a":1✗‹0C›} ¦ {"a":1,✗‹0C›"b":2} ¦ ✗‹00› ¦ ✗‹00›1 ¦ 1✗‹00› ¦ [✗‹00›] ¦ [1✗‹00›]
    [1,✗‹00›2]
    {✗‹00›} ¦ {"a"✗‹00›:1} ¦ {"a":✗‹00›1} ¦ {"a":1✗‹00›} ¦ {"a":1,✗‹00›"b":2} ¦ []✗‹00› ¦ {}✗‹00 00›
    ✗‹1F›1 ¦ 1✗‹1F› ¦ ✗‹7F›1 ¦ 1✗‹7F› ¦ ✗‹01› ¦ ✗‹1B›[0m ¦ ✗‹08› ¦ ✗‹0E› ¦ 1✗‹C2 85› ¦ ✗‹C2 A0›1
    1✗‹C2 A0›
    [✗‹C2 A0›1] ¦ {"a":✗‹C2 A0›1} ¦ ✗‹E2 80 A8›1 ¦ ✗‹E3 80 80›1 ¦ ‹20›✗‹EF BB BF›1 ¦ ✗‹EF BB BF›{}
    {}✗‹EF BB BF›
    # Inside a token it is a fault.
    1‹20›✗1 ¦ tr✗‹20›ue ¦ -✗‹20›1 ¦ 1.✗‹0D›5 ¦ "a✗‹0D›" ¦ 1‹0D›✗1 ¦ true‹0D›✗true
    """#)

  /// Arrays, well-formed and not.
  static let arrays = table(
    #"""
    [] ¦ [1] ¦ [1,2] ¦ [1,2,3] ¦ [[]] ¦ [[],[]] ¦ [[[[[1]]]]] ¦ [{}] ¦ [{},{}]
    [1,"a",true,null,{},[]] ¦ [{"a":[{}]}]
    # An array where an object was closed, and the other way round.
    [{"a":1},[1,2]] ¦ [[1,2],{"a":1,"b":2}] ¦ {"a":{"b":1},"c":[1,2]}
    {"a":[1,2],"c":{"b":1,"d":2}}
    [{"a":1},[1✗}] ¦ [[1],{"a":1✗]] ¦ [{"a":1},["a"✗:1]] ¦ [[1],{"a"✗,1}]
    # Not closed.
    [✗ ¦ [1✗ ¦ [1,✗ ¦ [[✗ ¦ [[]✗ ¦ [[],✗ ¦ [[1]✗ ¦ [{✗ ¦ [{}✗ ¦ ["a"✗ ¦ [true✗ ¦ [1,2✗ ¦ [[[[[✗
    [‹20›✗
    # Commas: trailing, leading, double, missing.
    [1,✗] ¦ [✗,] ¦ [✗,1] ¦ [1,✗,2] ¦ [1,✗,] ¦ [1 ✗2] ¦ ["a"✗"b"] ¦ [[]✗[]] ¦ [{}✗{}] ¦ [1✗[]]
    [[]✗1] ¦ [1,2,✗]
    [1 , ✗] ¦ [[1,✗]] ¦ [[],✗] ¦ [{},✗] ¦ ["a",✗] ¦ ✗, ¦ ✗,1 ¦ [✗,,] ¦ [1✗;2] ¦ [true ✗false]
    # Colons, and brackets of the wrong kind.
    [✗:] ¦ [1✗:2] ¦ ["a"✗:1] ¦ [✗:1] ¦ ✗: ¦ [✗} ¦ [1✗} ¦ [1,✗} ¦ [[1✗}] ¦ [[✗}] ¦ [{✗]
    [[1]✗} ¦ [✗)
    # Something after it.
    [] ✗[] ¦ []✗1 ¦ []✗"" ¦ []✗a ¦ [1]✗[2] ¦ []✗{} ¦ [1] ✗2 ¦ []✗:
    """#)

  /// Objects, well-formed and not.
  static let objects = table(
    #"""
    {} ¦ {"a":1} ¦ {"a":1,"b":2} ¦ {"":0} ¦ {"a":{}} ¦ {"a":[]} ¦ {"a":{"b":{"c":{}}}}
    {"a":"b","c":[{"d":null}]}
    # Names may come twice; whether that is a fault is not the grammar's question.
    {"a":1,"a":1} ¦ {"a":1,"a":"b"} ¦ {"a":{"a":{"a":1}}} ¦ {"a":1,"\u0061":2}
    {"data":1,"data":{}}
    # Not closed.
    {✗ ¦ {"a"✗ ¦ {"a":✗ ¦ {"a":1✗ ¦ {"a":1,✗ ¦ {"a":1,"b"✗ ¦ {"a":1,"b":✗ ¦ {"a":{✗ ¦ {"a":{}✗
    {"a":[✗ ¦ {"a":[]✗
    {‹20›✗ ¦ {"a"‹20›✗ ¦ {"a":‹20›✗ ¦ {"a":1‹20›✗ ¦ {"a":1,‹20›✗ ¦ {"a":"b"✗ ¦ {"a":true✗
    {"a":{"b":1✗ ¦ {"a":[{✗
    # Commas: trailing, leading, double, missing.
    {"a":1,✗} ¦ {✗,} ¦ {✗,"a":1} ¦ {"a":1,✗,"b":2} ¦ {"a":1,✗,} ¦ {"a":1 ✗"b":2} ¦ {"a":1✗"b":2}
    {"a":{}✗"b":1}
    {"a":[]✗[]} ¦ {"a":"b"✗"c"} ¦ {"a":1 , ✗} ¦ {"a":{"b":1,✗}} ¦ {"a":1✗;"b":2} ¦ {"a"✗,}
    {"a":✗,"b":1}
    # Colons: missing, double, misplaced.
    {"a"✗} ¦ {"a"✗1} ¦ {"a" ✗1} ¦ {"a"✗"b"} ¦ {"a"✗,"b"} ¦ {"a":✗:1} ¦ {✗:} ¦ {✗:1} ¦ {"a"✗=1}
    {"a":1✗:2} ¦ {"a":✗}
    {"a":1,"b"✗} ¦ {"a":1,"b":✗} ¦ {"a":1,"b"✗,} ¦ {"a"✗{}} ¦ {"a"✗=>1} ¦ {"a":"b"✗:"c"} ¦ {"a"✗;1}
    # Names that are no strings.
    {✗a:1} ¦ {✗'a':1} ¦ {✗1:1} ¦ {✗null:1} ¦ {✗true:1} ¦ {✗[]:1} ¦ {✗{}:1} ¦ {✗-1:1} ¦ {✗{ ¦ {✗[
    {✗\ ¦ {✗.
    {"a":1,✗b:2} ¦ {"a":1,✗2:2} ¦ {"a":1,✗null:1} ¦ {"a":1,✗[]:1} ¦ {"a":1,✗{}} ¦ {"a":{✗b:1}}
    {"a":1,✗'b':2}
    # Brackets of the wrong kind.
    {✗] ¦ {"a"✗] ¦ {"a":✗] ¦ {"a":1✗] ¦ {"a":1,✗] ¦ {"a":{✗]} ¦ {"a":[✗}] ¦ {"a":[1✗}}
    {"a":{"b":1✗]} ¦ ✗} ¦ ✗}{
    # Something after it.
    {} ✗{} ¦ {}✗1 ¦ {}✗"a" ¦ {}✗a ¦ {"a":1}✗{"b":2} ¦ {"a":1} ✗{"b":2} ¦ {}✗[] ¦ {}✗: ¦ {"a":1}✗;
    """#)
}
