package io.trailhouse.sample;

import java.util.List;

/**
 * Somebody who calls: a {@code userIdentity} as JSON, and how he comes along.
 *
 * @param members the members of the JSON object, without its braces
 * @param address where he calls from
 * @param userAgent what he calls with
 * @param habits what he calls, the most frequent first
 * @param way how the event of such a call looks
 */
record Identity(String members, String address, String userAgent, List<Api> habits, Way way) {

  /** What kind of event a call becomes. */
  enum Way {
    /** A program calls an API. */
    PROGRAM,
    /** A person clicks in the console. */
    CONSOLE,
    /** Another service calls. */
    SERVICE,
    /** Nobody calls: the service itself reports something it did. */
    SERVICE_EVENT,
    /** Somebody signs in to the console. */
    SIGN_IN
  }
}
