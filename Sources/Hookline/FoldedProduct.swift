/// The 128-bit product of two numbers, its upper half XORed with its lower, as in XXH3 and in Yi Wang's wyhash.
@inline(__always)
func foldedProduct(_ first: UInt64, _ second: UInt64) -> UInt64 {
  let product = first.multipliedFullWidth(by: second)
  return product.low ^ product.high
}
