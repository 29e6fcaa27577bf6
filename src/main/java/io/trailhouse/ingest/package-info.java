/**
 * The main job: trail objects that the ledger does not hold, into the lake. {@link
 * io.trailhouse.ingest.Ingest} is the door. Tasks read objects and write event files; the driver
 * plans by keys, has late duplicates dropped, checks that everything balances, and makes one
 * commit. {@link io.trailhouse.ingest.DayRebuild} reads the objects of one day anew, and {@link
 * io.trailhouse.ingest.LakeStatus} adds up what the runs did.
 */
@NullMarked
package io.trailhouse.ingest;

import org.jspecify.annotations.NullMarked;
