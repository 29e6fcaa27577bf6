/**
 * Packs trail objects into few container files that the other commands read like the trail. {@link
 * io.trailhouse.archive.Archive} is the job.
 *
 * <p>The driver lists the trail and the archive, and plans the objects that the archive does not
 * hold by the days, regions and accounts of their keys. Each task packs its objects into one file,
 * which becomes visible whole or not at all.
 */
@NullMarked
package io.trailhouse.archive;

import org.jspecify.annotations.NullMarked;
