package io.trailhouse.record;

/** What was scanned is not what it should be. */
final class MalformedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Damage.Reason reason;
  private final String what;
  private final int index;

  /**
   * Damage at an index of the scanned bytes. It has no stack trace: it tells of the data, and a
   * file may be full of it.
   */
  MalformedException(Damage.Reason reason, String message, int index) {
    super(message, null, false, false);
    this.reason = reason;
    this.what = message;
    this.index = index;
  }

  Damage.Reason reason() {
    return reason;
  }

  /** The message, which is never null. */
  String what() {
    return what;
  }

  int index() {
    return index;
  }
}
