/// The byte that ends a line.
package let lineFeed = UInt8(ascii: "\n")
/// The byte that may precede the line feed as part of the line end.
let carriageReturn = UInt8(ascii: "\r")
