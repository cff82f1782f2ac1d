/// The webhook definitions of the samples, as the platform's API returns them.
///
/// They cover each trigger, each way to leave out a restriction, inactive webhooks, a code that two companies share, ids in
/// upper case and an escaped URL.
package struct SampleWebhooks {
  /// The definitions, which are always the same.
  package init() {}

  /// A JSON array of all definitions, indented by two spaces, with a line feed at the end.
  package func text() -> [UInt8] {
    let spelling = SampleSpelling(colon: ": ", margins: ("", "\n"), indentation: 2)
    return spelling.bytes(of: .array(Self.all.map(\.value)))
  }

  private static let all = maintenance + logistics + mining + retail

  private static let maintenance = [
    SampleWebhook(
      id: "62685990d918fb5557f9f992", company: .maintenance, trigger: "create-edit-delete-task",
      url: "https://www.server.com", name: "Work Orders Update", code: "wo_update",
      context: [
        "survey": "", "group": "", "taskGroup": .string(SampleCompany.maintenance.taskGroups[0]),
      ],
      description: "Sends updates on Work Orders"),
    SampleWebhook(
      id: "62685990d918fb5557f9f9a1", company: .maintenance, trigger: "create-edit-delete-survey",
      url: "https://hooks.example.com/inspections", name: "Inspecciones", code: "inspections",
      context: [
        "survey": .string(SampleCompany.maintenance.surveys[0]), "group": "", "taskGroup": "",
      ]),
    SampleWebhook(
      id: "62685990d918fb5557f9f9a8", company: .maintenance, trigger: "create-edit-delete-survey",
      url: "https://hooks.example.com/forms?group=norte&v=2", name: "Formularios zona norte",
      code: "forms_north",
      context: ["group": .string(SampleCompany.maintenance.groups[0]), "survey": .null]),
    SampleWebhook(
      id: "62685991d918fb5557f9f9b4", company: .maintenance, trigger: "create-edit-delete-user",
      url: "https://hooks.example.com/people", name: "Personas → RR. HH.", code: "hr_sync"),
    SampleWebhook(
      id: "62685991d918fb5557f9f9bb", company: .maintenance, trigger: "create-edit-delete-note",
      url: "https://wiki.example.com/in/notes", name: "Wiki 📚", code: "wiki", context: .null),
    SampleWebhook(
      id: "62685992d918fb5557f9f9c0", company: .maintenance, isActive: false,
      trigger: "create-edit-delete-task", url: "https://archive.example.com/tasks",
      name: "Archivo (apagado)", code: "wo_archive", context: unrestricted),
    SampleWebhook(
      id: "62685992d918fb5557f9f9c4", company: .maintenance, trigger: "create-edit-delete-task",
      url: "https://mirror.example.com/tasks", name: "Copia", code: "wo_mirror",
      context: ["taskGroup": .string(SampleCompany.maintenance.taskGroups[0]), "survey": ""]),
    SampleWebhook(
      id: "62685992d918fb5557f9f9c7", company: .maintenance, trigger: "logout-user",
      url: "https://audit.example.com/sessions", name: "Sesiones", code: "sessions"),
  ]

  private static let logistics = [
    SampleWebhook(
      id: "62702a1e5be2a70008d16a01", company: .logistics, trigger: "create-edit-delete-user",
      url: "https://people.example.org/sync", name: "Usuarios", code: "hr_sync",
      context: unrestricted),
    SampleWebhook(
      id: "62702a1e5be2a70008d16a0d", company: .logistics, trigger: "create-edit-delete-task",
      url: "https://routes.example.org/tasks", name: "Rutas", code: "routes",
      context: ["taskGroup": .string(SampleCompany.logistics.taskGroups[1])]),
    SampleWebhook(
      id: "62702a1f5be2a70008d16a15", company: .logistics, trigger: "create-edit-delete-task",
      url: "https://dock.example.org:8443/arrivals", name: "Muelle", code: "dock_1",
      context: [
        "taskGroup": .string(SampleCompany.logistics.taskGroups[0]),
        "survey": .string(SampleCompany.logistics.surveys[0]),
      ],
      description: "A task webhook asks for no survey, whatever its context says"),
    SampleWebhook(
      id: "62702a1f5be2a70008d16a1c", company: .logistics, trigger: "create-edit-delete-survey",
      url: "https://dock.example.org:8443/checklists", name: "Listas de chequeo", code: "checks",
      context: [
        "survey": .string(SampleCompany.logistics.surveys[1]),
        "group": .string(SampleCompany.logistics.groups[1]),
        "taskGroup": "",
      ]),
    SampleWebhook(
      id: "62702a205be2a70008d16a22", company: .logistics, trigger: "create-edit-delete-property",
      url: "https://erp.example.org/elements", name: "Elementos", code: "erp_elements",
      context: ["survey": .null, "group": .null, "taskGroup": .null]),
    SampleWebhook(
      id: "62702a205be2a70008d16a29", company: .logistics, isActive: false, trigger: "logout-user",
      url: "https://audit.example.org/logout", name: "Salidas (apagado)", code: "logout"),
  ]

  private static let mining = [
    SampleWebhook(
      id: "6274D00B9D46B3000797FB0E", company: .mining, trigger: "create-edit-delete-task",
      url: "HTTPS://faena.example.net/tareas", name: "Faena", code: "faena",
      context: ["taskGroup": .string(SampleCompany.mining.taskGroups[0].uppercased())],
      writesCompanyInUpperCase: true),
    SampleWebhook(
      id: "6274d00c9d46b3000797fb1a", company: .mining, trigger: "create-edit-delete-property",
      url: .verbatim(#""https:\/\/faena.example.net\/activos""#), name: "Activos", code: "assets"),
    SampleWebhook(
      id: "6274d00c9d46b3000797fb21", company: .mining, trigger: "create-edit-delete-note",
      url: "http://10.20.0.7:8080/notes", name: "Notas", code: "notes", context: [:]),
    SampleWebhook(
      id: "6274d00d9d46b3000797fb28", company: .mining, isActive: false,
      trigger: "create-edit-delete-user", url: "https://faena.example.net/personas",
      name: "Personas (apagado)", code: "people", context: unrestricted),
    SampleWebhook(
      id: "6274d00d9d46b3000797fb2f", company: .mining, trigger: "create-edit-delete-survey",
      url: "https://faena.example.net/charlas", name: "Charla de 5 minutos", code: "safety_talk",
      context: ["survey": .string(SampleCompany.mining.surveys[0]), "group": .null]),
  ]

  private static let retail = [
    SampleWebhook(
      id: "6296b004e07c52001b9f4107", company: .retail, trigger: "create-edit-delete-task",
      url: "https://[2001:db8::7]:8443/in", name: "Tiendas", code: "stores",
      context: ["taskGroup": .string(SampleCompany.retail.taskGroups[2]), "group": ""]),
    SampleWebhook(
      id: "6296b004e07c52001b9f4113", company: .retail, trigger: "create-edit-delete-task",
      url: "https://hooks.example.com/inspections", name: "Vitrinas", code: "wo_update",
      context: ["taskGroup": .string(SampleCompany.retail.taskGroups[0]), "group": ""]),
    SampleWebhook(
      id: "6296b005e07c52001b9f411a", company: .retail, trigger: "logout-user",
      url: "https://tiendas.example.com/salidas", name: "Salidas", code: "logout_1",
      context: ["survey": .string(SampleCompany.retail.surveys[0])],
      description: "A logout webhook asks for nothing, whatever its context says"),
  ]

  /// The context of a webhook if nothing was chosen in the platform's panel.
  private static let unrestricted: SampleValue = ["survey": "", "group": "", "taskGroup": ""]
}

/// One webhook definition.
private struct SampleWebhook {
  let id: String
  let company: SampleCompany
  var isActive = true
  let trigger: String
  let url: SampleValue
  let name: String
  let code: String
  var context: SampleValue?
  var description = ""
  var writesCompanyInUpperCase = false

  /// The definition with its members in the platform's order.
  var value: SampleValue {
    let companyID = writesCompanyInUpperCase ? company.id.uppercased() : company.id
    var members: [SampleValue.Member] = [
      ("_id", .string(id)), ("company", .string(companyID)),
      ("isActive", SampleValue(booleanLiteral: isActive)), ("trigger", .string(trigger)),
      ("url", url), ("name", .string(name)), ("code", .string(code)),
    ]
    if let context { members.append(("context", context)) }
    members += [("__v", 0), ("description", .string(description))]
    return .object(members)
  }
}
