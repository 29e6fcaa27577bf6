package io.trailhouse.source;

import io.trailhouse.record.Limits;
import java.io.Serializable;

/**
 * What a task may spend on one object, and what it does about damage.
 *
 * @param limits what it may spend
 * @param damaged what to do about damage
 */
record RecordPolicy(Limits limits, DamagedInput damaged) implements Serializable {}
