internal import Hookline
internal import HooklineSystem
internal import JSONScanning

/// The value of an option, as given.
struct OptionValue {
  let bytes: [UInt8]
  /// The spelling of the option in messages.
  private let option: String

  init(_ bytes: [UInt8], of option: String) {
    (self.bytes, self.option) = (bytes, option)
  }

  /// The value as text, with U+FFFD for bytes that are not UTF-8.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The value as its type reads it; `form` says how it must be written.
  func parsed<Value: LosslessStringConvertible>(as form: String) throws(UsageError) -> Value {
    guard let value = Value(text) else { throw .invalidValue(option, form: form) }
    return value
  }

  /// The value as a word of a closed set.
  func word<Word: CaseIterable & RawRepresentable<String>>() throws(UsageError) -> Word {
    guard let word = Word(rawValue: text) else {
      let words = Word.allCases.map(\.rawValue)
      throw .invalidWord(
        option, allowed: words.filter { !$0.isEmpty }, isOptional: words.contains(""))
    }
    return word
  }

  /// The value as a list of columns.
  func columns() throws(UsageError) -> JobColumns {
    do throws(JobColumns.Fault) {
      return try JobColumns(text)
    } catch {
      throw .invalidColumns(option, error)
    }
  }

  /// The value as the name of a scan kernel that this processor supports.
  func kernel() throws(UsageError) -> ScanKernel {
    let kernel: ScanKernel = try word()
    guard kernel.isAvailable else { throw .unavailableKernel(kernel) }
    return kernel
  }

  /// The value as the name of a file to write, which must not be `-`.
  func writtenFile() throws(UsageError) -> FileName {
    let name = FileName(bytes)
    guard name != .standardInput else { throw .hyphenForOutputFile(option) }
    return name
  }

  /// The value as a whole number in decimal digits.
  func number() throws(UsageError) -> Int {
    guard let number = Self.number(bytes) else { throw .invalidNumber(option) }
    return number
  }

  /// The value as a whole number in `range`.
  func number(in range: ClosedRange<Int>) throws(UsageError) -> Int {
    try checked(Self.number(bytes), in: range)
  }

  /// The value as a number of bytes: decimal digits, then an optional K, M or G for a power of 1,024.
  func byteCount() throws(UsageError) -> Int {
    guard let count = Self.byteCount(bytes) else { throw .invalidByteCount(option) }
    return count
  }

  /// The value as a number of bytes in `range`.
  func byteCount(in range: ClosedRange<Int>) throws(UsageError) -> Int {
    try checked(Self.byteCount(bytes), in: range)
  }

  private func checked(_ number: Int?, in range: ClosedRange<Int>) throws(UsageError) -> Int {
    guard let number, range.contains(number) else { throw .numberOutOfRange(option, range) }
    return number
  }

  private static func number(_ digits: [UInt8]) -> Int? {
    guard !digits.isEmpty, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    // As a limit, a number that is too large means the same as the largest.
    return Int(String(decoding: digits, as: UTF8.self)) ?? .max
  }

  private static func byteCount(_ bytes: [UInt8]) -> Int? {
    let powers = Array("KMG".utf8)
    let power = bytes.last.flatMap { powers.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    guard let number = number(power > 0 ? Array(bytes.dropLast()) : bytes) else { return nil }
    let (count, isTooLarge) = number.multipliedReportingOverflow(by: 1 << (10 * power))
    return isTooLarge ? .max : count
  }
}
