package io.trailhouse.table;

import io.trailhouse.record.HashKey;
import java.io.Serializable;

/**
 * What tasks must know of the lake that they write to.
 *
 * @param uri where it is
 * @param hashKey what its content hashes are keyed with
 * @param partitioning what its events are partitioned by
 */
public record LakeTarget(String uri, HashKey hashKey, Partitioning partitioning)
    implements Serializable {}
