package io.trailhouse.archive;

import io.trailhouse.locate.ObjectKind;
import io.trailhouse.locate.TrailListing;
import io.trailhouse.locate.TrailObject;
import java.util.List;
import java.util.Map;

/**
 * What a run packed, or a dry run would pack.
 *
 * @param objectsListed trail objects found
 * @param objectsHeld of these: in the archive already
 * @param objectsPacked of these: packed now
 * @param objectsWhole of those packed: without a row for each record
 * @param leftAlone objects seen that hold no events, by kind
 * @param undated objects left out because a window was asked for and their key names no day
 * @param unplaced objects left out because an account or region was asked for and their key names
 *     none
 * @param objectBytes bytes of the objects that the archive did not hold, as stored
 * @param records records packed in rows of their own
 * @param files files written
 * @param fileBytes bytes of these
 */
public record ArchiveResult(
    long objectsListed,
    long objectsHeld,
    long objectsPacked,
    long objectsWhole,
    Map<ObjectKind, Long> leftAlone,
    long undated,
    long unplaced,
    long objectBytes,
    long records,
    long files,
    long fileBytes) {

  static ArchiveResult of(TrailListing listing, List<TrailObject> missing, List<PackedFile> files) {
    return new ArchiveResult(
        listing.objects().size(),
        listing.objects().size() - missing.size(),
        files.stream().mapToLong(PackedFile::objects).sum(),
        files.stream().mapToLong(PackedFile::objectsWhole).sum(),
        listing.leftAlone(),
        listing.undated(),
        listing.unplaced(),
        missing.stream().mapToLong(TrailObject::size).sum(),
        files.stream().mapToLong(PackedFile::records).sum(),
        files.size(),
        files.stream().mapToLong(PackedFile::bytes).sum());
  }

  /** Objects that the archive did not hold. */
  public long objectsNew() {
    return objectsListed - objectsHeld;
  }
}
