package io.trailhouse.sample;

/**
 * An event of the story, and where CloudTrail delivers it.
 *
 * @param region the region in the object's key, which a global service's record does not say
 */
record SampleEvent(FileKind kind, String account, String region, long epochSecond, String json) {}
