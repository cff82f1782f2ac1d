package import Hookline
package import JSONScanning

/// A router, and the product made of the events that it matches, one line at a time.
package struct LineRouter {
  /// The router, with which a caller also begins blocks and finds line ends.
  package var router: Router
  /// The product: jobs.
  package var product: Product

  /// A router that makes jobs for `webhooks`.
  package init(
    _ webhooks: [Webhook], of form: InputForm = .events,
    selecting selection: Selection = Selection(),
    comparingWith others: OtherDefinitions = OtherDefinitions(), kernel: ScanKernel = .best
  ) {
    router = Router(
      webhooks, of: form, selecting: selection, comparingWith: others, kernel: kernel)
    product = .jobs(for: webhooks, from: form)
  }

  /// The verdict on `line`, whose jobs are appended to `jobs`.
  package mutating func route(_ line: Span<UInt8>, to jobs: inout [UInt8]) -> Router.Verdict {
    router.route(line, making: &product, into: &jobs)
  }

  /// The verdict on the line in `extent` of `block`, whose jobs are appended to `jobs`.
  package mutating func route(
    _ extent: Range<Int>, of block: Span<UInt8>, to jobs: inout [UInt8]
  ) -> Router.Verdict {
    let verdict = router.route(extent, of: block)
    product.add(verdict, by: router, in: block, to: &jobs)
    return verdict
  }
}
