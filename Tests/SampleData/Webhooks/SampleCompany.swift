/// A company in the samples, with the ids that its webhooks ask for and its events carry.
struct SampleCompany: Sendable {
  /// The ObjectId of the company.
  let id: String
  /// The ids of its task groups.
  let taskGroups: [String]
  /// The ids of its surveys.
  let surveys: [String]
  /// The ids of its groups.
  let groups: [String]

  /// The company of the documented webhook, which asks for the first of these task groups.
  static let maintenance = SampleCompany(
    id: "625be93a286ef83c1c0e845f",
    taskGroups: [
      "6261612a8f1e99002e5c8cce", "6261612a8f1e99a41d5c8cd2", "6261612a8f1e99c7705c8cd9",
    ],
    surveys: ["6261612a8f1e99e93f5c8d03", "6261612a8f1e9931be5c8d0a"],
    groups: ["6261612a8f1e994b765c8cc8", "6261612a8f1e99d2915c8cca"])

  /// The company of the documented event.
  static let logistics = SampleCompany(
    id: "625bc5429a54e8868bd89be2",
    taskGroups: [
      "62701f0c5be2a70008d14e31", "62701f0c5be2a70008d14e38", "62701f0c5be2a70008d14e44",
    ],
    surveys: ["62701f3a5be2a70008d14f02", "62701f3a5be2a70008d14f17"],
    groups: ["62701f515be2a70008d15001", "62701f515be2a70008d1500c"])

  /// A company that has a webhook with ids in upper case.
  static let mining = SampleCompany(
    id: "625bcbdcc9a8e3a86dbf041c",
    taskGroups: [
      "62742b759d46b3000797f0aa", "62742b759d46b3000797f0bd", "62742b759d46b3000797f0ce",
    ],
    surveys: ["62742c019d46b3000797f3e4", "62742c019d46b3000797f3f9"],
    groups: ["62742c2e9d46b3000797f4ab", "62742c2e9d46b3000797f4bc"])

  /// A company whose webhooks mostly restrict events by context.
  static let retail = SampleCompany(
    id: "6296a1d4e07c52001b9f3d60",
    taskGroups: [
      "6296a2b8e07c52001b9f3e11", "6296a2b8e07c52001b9f3e1f", "6296a2b8e07c52001b9f3e2d",
    ],
    surveys: ["6296a2dfe07c52001b9f3e70", "6296a2dfe07c52001b9f3e8e"],
    groups: ["6296a301e07c52001b9f3ea2", "6296a301e07c52001b9f3eb5"])

  /// A company without webhooks.
  static let silent = SampleCompany(
    id: "62b0c93f1d8e4a002f6a7711",
    taskGroups: ["62b0c9561d8e4a002f6a7720"],
    surveys: ["62b0c96a1d8e4a002f6a7733"],
    groups: ["62b0c97e1d8e4a002f6a7742"])

  /// The share of events that each company has, in percent.
  static let traffic: [(value: SampleCompany, weight: Int)] = [
    (maintenance, 30), (logistics, 24), (mining, 18), (retail, 13), (silent, 15),
  ]
}
