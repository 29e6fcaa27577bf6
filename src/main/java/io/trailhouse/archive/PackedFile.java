package io.trailhouse.archive;

import java.io.Serializable;

/**
 * A file that a task wrote.
 *
 * @param objects how many objects are in it
 * @param objectsWhole how many of these without a row for each record
 * @param records records in rows of their own
 * @param bytes bytes of the file
 */
record PackedFile(long objects, long objectsWhole, long records, long bytes)
    implements Serializable {}
