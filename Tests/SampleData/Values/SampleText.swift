// What people write in tasks, forms and notes: Spanish, with accents, emoji, quotation marks, slashes and Markdown.

extension SeededGenerator {
  /// A sentence of about ten words.
  mutating func sentence() -> String {
    let subject = one(of: SampleText.subjects)
    let verb = one(of: SampleText.verbs)
    return "\(subject) \(verb) \(one(of: SampleText.places))\(one(of: SampleText.endings))"
  }

  /// Sentences, their number in `range`, with `separator` between them.
  mutating func sentences(_ range: ClosedRange<Int>, separator: String = " ") -> String {
    (0..<number(in: range)).map { _ in sentence() }.joined(separator: separator)
  }

  /// A document with a heading and Markdown blocks, their number in `range`.
  mutating func document(blocks range: ClosedRange<Int>) -> String {
    let blocks = (0..<number(in: range)).map { _ in block() }
    return "# \(sentence())\n\n" + blocks.joined(separator: "\n\n")
  }

  private mutating func block() -> String {
    one(of: SampleText.blocks).reduce(into: "") { block, character in
      block += character == "…" ? sentence() : String(character)
    }
  }

  /// A person's given names and surname.
  mutating func person() -> (names: String, lastName: String) {
    (one(of: SampleText.names), one(of: SampleText.surnames))
  }

  /// A number, sometimes one that a double-precision number cannot hold.
  mutating func numeral() -> SampleValue {
    .verbatim(one(of: SampleText.numerals))
  }
}

/// The tables that texts are made from.
private enum SampleText {
  static let subjects = [
    "La correa transportadora", "El camión de extracción n.º 7", "La bomba de agua",
    "El montacargas", "La cámara frigorífica", "El tablero eléctrico", "La grúa pórtico",
    "El sensor de presión", "La señalética de evacuación", "El pañol", "La cañería del 2.º piso",
    "Equipo 14/B", "La válvula «bypass»", "El señor Muñoz",
  ]

  static let verbs = [
    "presenta una fuga", "requiere mantención", "quedó detenida", "pasó la inspección",
    "no enciende", "está fuera de tolerancia (±0,5 %)", "necesita repuestos", "espera aprobación",
    "se revisó según el protocolo \"P-12\"", "vibra más de lo habitual",
    "marca 38 °C", "fue reparado ayer a las 17:45",
  ]

  static let places = [
    "en Ñuñoa", "en la bodega de Concepción", "en el sector 1/2", "junto al galpón",
    "en la planta de Curicó", "en el túnel norte", "en Bahía Blanca", "en São Paulo",
    "en el área de descarga", "en la línea de envasado", "en C:\\planta\\norte",
  ]

  static let endings = [
    ".", ".", ".", ".", "; revisar mañana.", " ⚠️", " ✅", " 🚧🚧", " 👷🏽‍♀️ en camino.",
    ", según se informó por teléfono.", "… ¿quién puede ir?", " ¡Urgente! 🔥",
    " (ver https://docs.example.com/manual/7).", ":\n\t- sin novedad", " 🇨🇱",
  ]

  /// Blocks of a document; `…` stands for a sentence.
  static let blocks = [
    "…", "… …", "## …", "> …", "- [ ] …\n- [x] …\n- [ ] …", "1. …\n2. …", "**…**\n\n_…_", "---",
    "| Equipo | Estado |\n| --- | :-: |\n| 7 | ✅ |\n| 14/B | ❌ |\n\n…",
    "```sh\ncp C:\\\\datos\\\\*.csv \"/mnt/respaldo\" # …\n```",
    "![plano](https://files.example.com/planos/plano-2.png) …",
    "[manual de operación](https://docs.example.com/es/manual?v=2&p=7#sección) …",
  ]

  static let names = [
    "José", "María José", "Iñaki", "Sofía", "Ángel", "Begoña", "Joaquín", "Zoë", "João",
    "Valentina", "Óscar Andrés", "Lucía",
  ]

  static let surnames = [
    "Muñoz", "Pérez", "Ibáñez", "Núñez", "González", "Yáñez", "Peña", "Lagos", "O'Higgins",
    "Gutiérrez", "Conceição", "Soto",
  ]

  static let numerals = [
    "0", "-0", "7", "42", "1.10", "100.00", "-33.4372", "0.1E-7", "1E+2", "1e400", "-1.5e-300",
    "9007199254740993", "123456789012345678901234567890", "-999999999999999999999999999999",
  ]
}
