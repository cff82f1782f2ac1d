internal import JSONScanning

/// What an object is, if its members leave no doubt.
enum ObjectKind: Equatable {
  /// An event of the platform.
  case event
  /// A record of the platform's delivery log.
  case logRecord
  /// A job that hookline wrote.
  case job
  /// A webhook definition.
  case definition
  /// A journal entry as `journalctl -o json` prints it.
  case journalEntry
  /// A Kafka message in the envelope that `kcat -J` prints.
  case kafkaEnvelope
  /// What curl reports of a job of `--format curl`.
  case curlResult
  /// The error response of an API.
  case apiError
  /// An object whose member of this name is an array of events, log records or definitions.
  indirect case wrapper(Hint.Wrapper, of: ObjectKind)
  /// Anything else.
  case unknown

  /// The kind of the object whose `{` is at `start`.
  ///
  /// - Complexity: O(length of the object).
  init(at start: Int, in text: Span<UInt8>) {
    self.init(ObjectOutline(at: start, in: text), in: text)
  }

  /// The kind of an `object` of `text` that was already outlined.
  init(_ object: ObjectOutline, in text: Span<UInt8>) {
    self =
      object.platformKind ?? object.foreignKind ?? object.wrapperKind(in: text)
      ?? (object.isAPIError(in: text) ? .apiError : .unknown)
  }
}

extension ObjectOutline {
  /// The kind if the object is one of the platform or of hookline, else `nil`.
  var platformKind: ObjectKind? {
    if hasString(.company), hasString(.type), hasString(.event) { return .event }
    if hasObject(.event) {
      let hasResult = has(.status) || has(.response)
      if has(.subscription) { return hasResult || !has(.id) ? .logRecord : .job }
      // A long event can come before the other members.
      return end == .cutOff && hasResult ? .logRecord : nil
    }
    // A sender's log also has the trigger and URL of a job.
    let isJob = [.subscription, .event, .status, .retry, .response, .id].contains(where: has)
    let isOfPlatform = [.company, .isActive, .code, .context].contains(where: has)
    return hasString(.trigger) && hasString(.url) && isOfPlatform && !isJob ? .definition : nil
  }

  /// The kind if the object is the output of another program, else `nil`.
  fileprivate var foreignKind: ObjectKind? {
    if has(.journalMessage), has(.journalTime) { return .journalEntry }
    if hasString(.id), hasString(.status), hasNumber(.exit), hasNumber(.seconds) {
      return .curlResult
    }
    let isMessage = hasString(.topic) && hasNumber(.partition) && hasNumber(.offset)
    return isMessage && has(.payload) ? .kafkaEnvelope : nil
  }

  /// The kind if the object wraps an array whose first element is known and not a job, else `nil`.
  fileprivate func wrapperKind(in text: Span<UInt8>) -> ObjectKind? {
    for wrapper in Hint.Wrapper.allCases {
      let kind = firstObject(in: wrapper, of: text)?.platformKind
      if let kind, kind != .job { return .wrapper(wrapper, of: kind) }
    }
    return nil
  }

  /// The first element of the array that is the member `wrapper`, or `nil` if there is no such array, or no object in it.
  func firstObject(in wrapper: Hint.Wrapper, of text: Span<UInt8>) -> ObjectOutline? {
    guard let name = Name(rawValue: wrapper.rawValue), hasArray(name), let start = offsets[name],
      let first = text.firstObject(inArrayAt: start)
    else { return nil }
    return ObjectOutline(at: first, in: text)
  }

  /// Whether it is the error response of an API: it has members of such responses and no others.
  func isAPIError(in text: Span<UInt8>) -> Bool {
    let names: Set<Name> = [
      .error, .errors, .errorDescription, .message, .status, .statusCode, .code, .success, .ok,
      .path, .timestamp, .name, .title, .type, .detail, .details, .data, .instance, .requestId,
      .traceId,
    ]
    guard case .whole = end, !hasOthers, names.isSuperset(of: offsets.keys) else { return false }
    let hasError = [.error, .errors].contains { name in
      offsets[name].map { !text.isEmptyValue(at: $0) } == true
    }
    let hasStatus = [.status, .statusCode, .code].contains { name in
      offsets[name].map { text.isFailureStatus(at: $0) } == true
    }
    // A program's log entry also has a time or a name.
    return hasStatus
      ? hasError || hasString(.message) || hasString(.title)
      : hasError && !has(.timestamp) && !has(.name)
  }
}

extension Span<UInt8> {
  /// The offset of the first element of the array at `start`, or `nil` if that is not an object.
  func firstObject(inArrayAt start: Int) -> Int? {
    let first = endOfWhitespace(from: start + 1)
    return first < count && self[first] == ASCII.leftBrace ? first : nil
  }

  /// Whether the value at `start` is not a string, object or array, or holds only white space.
  fileprivate func isEmptyValue(at start: Int) -> Bool {
    let ends: [UInt8: UInt8] = [
      ASCII.quote: ASCII.quote, ASCII.leftBrace: ASCII.rightBrace,
      ASCII.leftBracket: ASCII.rightBracket,
    ]
    let first = endOfWhitespace(from: start + 1)
    guard let end = ends[self[start]], first < count else { return true }
    return self[first] == end
  }

  /// Whether a number from 400 to 599, the HTTP status of a failed request, is at `start`.
  fileprivate func isFailureStatus(at start: Int) -> Bool {
    guard start + 3 < count, [0x34, 0x35].contains(self[start]) else { return false }
    return ASCII.isDigit(self[start + 1]) && ASCII.isDigit(self[start + 2])
      && !ASCII.isDigit(self[start + 3])
  }
}
