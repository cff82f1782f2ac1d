import Foundation
import Testing

@testable import HooklineCommand

/// The colours of a page stand out against their background, in light and dark (WCAG 2.2, 1.4.3 and 1.4.11).
@Suite struct ReportStyleTests {
  /// The colours by name: the light ones, then the dark ones, which replace them.
  private static let palettes: [[String: String]] = {
    let sheet = ReportStyle.sheet.source
    let parts = sheet.components(separatedBy: "@media (prefers-color-scheme:dark)")
    let colours = parts.map { part in
      let block = part.prefix { $0 != "}" }
      return Dictionary(
        block.matches(of: /--([a-z0-9]+):(#[0-9a-f]+)/).map { (String($0.1), String($0.2)) },
        uniquingKeysWith: { first, _ in first })
    }
    return [colours[0], colours[0].merging(colours[1]) { $1 }]
  }()

  @Test(arguments: palettes) func coloursHaveEnoughContrast(palette: [String: String]) throws {
    #expect(palette.count == 13)
    func contrast(_ first: String, _ second: String) throws -> Double {
      let values = try [first, second].map { try luminance(#require(palette[$0])) }.sorted()
      return (values[1] + 0.05) / (values[0] + 0.05)
    }
    for text in ["text", "soft", "alarm"] {
      for background in ["page", "card"] {
        #expect(try contrast(text, background) >= 4.5, "\(text) on \(background)")
      }
    }
    for number in 0...6 { #expect(try contrast("c\(number)", "page") >= 3, "c\(number)") }
  }

  /// The relative luminance of `colour`, such as `#fff`.
  private func luminance(_ colour: String) throws -> Double {
    let digits = colour.dropFirst()
    let pairs = digits.count == 3 ? digits.map { "\($0)\($0)" }.joined() : String(digits)
    let value = try #require(Int(pairs, radix: 16))
    let parts = [16, 8, 0].map { shift in
      let part = Double(value >> shift & 255) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  @Test func styleNeedsNoEscapes() {
    #expect(!ReportStyle.sheet.source.contains(/[<&]/))
  }
}
