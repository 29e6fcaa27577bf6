package io.trailhouse.ingest;

import io.trailhouse.table.DataFile;
import java.io.Serializable;
import java.util.List;

/**
 * What a task did.
 *
 * @param events event files that it wrote
 * @param quarantine files of the quarantine table that it wrote
 * @param objects what became of its objects
 */
record TaskOutcome(List<DataFile> events, List<DataFile> quarantine, List<ObjectOutcome> objects)
    implements Serializable {}
