import Foundation
import Testing

/// What `--stats` wrote: the members of its object, without `seconds`.
struct StatsObject: Equatable, CustomStringConvertible {
  private let members: NSDictionary
  /// The seconds, which differ from run to run.
  let seconds: Double

  init(_ bytes: [UInt8]) throws {
    try #require(bytes.last == lineFeed && bytes.count { $0 == lineFeed } == 1)
    var object = try #require(
      JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    seconds = try #require(object.removeValue(forKey: "seconds") as? Double)
    members = object as NSDictionary
  }

  private init(_ members: NSDictionary, seconds: Double) {
    (self.members, self.seconds) = (members, seconds)
  }

  /// The number called `name`, or -1 if there is none.
  subscript(name: String) -> Int { members[name] as? Int ?? -1 }

  /// The text called `name`, or `nil` if it is `null`.
  func text(_ name: String) -> String? { members[name] as? String }

  /// The object called `name`.
  func object(_ name: String) -> [String: Any] { members[name] as? [String: Any] ?? [:] }

  /// The number of jobs of each webhook that has one.
  var jobsByWebhook: [String: Int] {
    object("webhooks").compactMapValues { ($0 as? [String: Any])?["jobs"] as? Int }
      .filter { $0.value > 0 }
  }

  /// Whether each line, event and job is counted once.
  var balances: Bool {
    func sum(_ name: String) -> Int { object(name).values.reduce(0) { $0 + ($1 as? Int ?? 0) } }
    return self["lines"] == self["blank"] + self["rejected"] + self["events"]
      && self["events"] == self["matched"] + self["unmatched"] + self["otherCompany"]
        + self["leftOut"]
      && self["rejected"] == sum("rejects") && self["leftOut"] == sum("leftOutBy")
      && self["jobs"] == jobsByWebhook.values.reduce(0, +)
  }

  /// The sum over `parts` of an input: numbers are added, the first and the last time are those of all.
  static func sum(_ parts: [StatsObject]) -> StatsObject {
    var all = (sum(parts.map(\.members)) as? [String: Any]) ?? [:]
    all["first"] = parts.compactMap { $0.text("first") }.min() ?? NSNull() as Any
    all["last"] = parts.compactMap { $0.text("last") }.max() ?? NSNull() as Any
    return StatsObject(all as NSDictionary, seconds: 0)
  }

  private static func sum(_ values: [Any]) -> Any {
    if let objects = values as? [[String: Any]] {
      let names = Set(objects.flatMap(\.keys))
      return Dictionary(
        uniqueKeysWithValues: names.map { name in (name, sum(objects.compactMap { $0[name] })) })
    }
    return (values as? [Int])?.reduce(0, +) ?? values[0]
  }

  static func == (first: Self, second: Self) -> Bool { first.members == second.members }

  var description: String { "\(members)" }
}
