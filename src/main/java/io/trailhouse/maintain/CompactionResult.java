package io.trailhouse.maintain;

/**
 * What a compaction did.
 *
 * @param filesBefore files that were merged
 * @param bytesBefore bytes of these
 * @param filesAfter files that hold their rows now
 * @param bytesAfter bytes of these; 0 if nothing was written
 * @param filesLeft small files that were more than the run was allowed to merge
 */
public record CompactionResult(
    long filesBefore, long bytesBefore, long filesAfter, long bytesAfter, long filesLeft) {

  static CompactionResult none(long filesLeft) {
    return new CompactionResult(0, 0, 0, 0, filesLeft);
  }

  CompactionResult plus(
      long moreBefore, long moreBytesBefore, long moreAfter, long moreBytesAfter) {
    return new CompactionResult(
        filesBefore + moreBefore,
        bytesBefore + moreBytesBefore,
        filesAfter + moreAfter,
        bytesAfter + moreBytesAfter,
        filesLeft);
  }
}
