/// What ends a line.
package let lineFeed = UInt8(ascii: "\n")
/// What may stand before the line feed as part of the line's end.
let carriageReturn = UInt8(ascii: "\r")
