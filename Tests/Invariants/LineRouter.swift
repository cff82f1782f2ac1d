package import Hookline
package import JSONScanning

/// A router and the product that is made of what it finds, for one line after the other.
package struct LineRouter {
  /// The router.
  package var router: Router
  /// What is made: jobs.
  package var product: Product

  /// A router for `webhooks`, and their jobs.
  package init(
    _ webhooks: [Webhook], of form: InputForm = .events,
    selecting selection: Selection = Selection(),
    kernel: ScanKernel = .best
  ) {
    router = Router(webhooks, of: form, selecting: selection, kernel: kernel)
    product = .jobs(for: webhooks, from: form)
  }

  /// What becomes of `line`, whose jobs are appended to `jobs`.
  package mutating func route(_ line: Span<UInt8>, to jobs: inout [UInt8]) -> Router.Verdict {
    router.route(line, making: &product, into: &jobs)
  }

  /// What becomes of the line in `extent` of `block`, whose jobs are appended to `jobs`.
  package mutating func route(
    _ extent: Range<Int>, of block: Span<UInt8>, to jobs: inout [UInt8]
  ) -> Router.Verdict {
    let verdict = router.route(extent, of: block)
    if case .matched = verdict { product.add(router.event, due: router.due, in: block, to: &jobs) }
    return verdict
  }
}
