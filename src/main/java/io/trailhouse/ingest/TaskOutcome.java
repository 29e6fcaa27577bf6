package io.trailhouse.ingest;

import io.trailhouse.table.DataFile;
import io.trailhouse.table.FreshEvents;
import java.io.Serializable;
import java.util.List;

/**
 * What a task did.
 *
 * @param events events that it read
 * @param quarantine files of the quarantine table that it wrote
 * @param objects what became of its objects
 * @param nanos how long it took
 * @param retries attempts that failed before this one
 */
record TaskOutcome(
    FreshEvents events,
    List<DataFile> quarantine,
    List<ObjectOutcome> objects,
    long nanos,
    int retries)
    implements Serializable {}
