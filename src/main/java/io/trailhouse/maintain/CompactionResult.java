package io.trailhouse.maintain;

import io.trailhouse.table.DataFile;
import io.trailhouse.table.Rearranged;
import java.util.List;

/**
 * What a compaction or a move did.
 *
 * @param filesBefore files that were written anew
 * @param bytesBefore bytes of these
 * @param filesAfter files that hold their rows now
 * @param bytesAfter bytes of these; 0 if nothing was written
 * @param filesLeft small files that were more than the run was allowed to merge
 * @param filesForeign small files left alone, as they or their neighbours have columns of others
 */
public record CompactionResult(
    long filesBefore,
    long bytesBefore,
    long filesAfter,
    long bytesAfter,
    long filesLeft,
    long filesForeign) {

  static CompactionResult none(long filesLeft) {
    return new CompactionResult(0, 0, 0, 0, filesLeft, 0);
  }

  /** With files and what took their place. */
  CompactionResult plus(Rearranged group) {
    return plus(group.from().size(), bytes(group.from()), group.to().size(), bytes(group.to()));
  }

  private static long bytes(List<DataFile> files) {
    return files.stream().mapToLong(DataFile::bytes).sum();
  }

  CompactionResult plus(
      long moreBefore, long moreBytesBefore, long moreAfter, long moreBytesAfter) {
    return new CompactionResult(
        filesBefore + moreBefore,
        bytesBefore + moreBytesBefore,
        filesAfter + moreAfter,
        bytesAfter + moreBytesAfter,
        filesLeft,
        filesForeign);
  }

  CompactionResult plusForeign(long moreForeign) {
    return new CompactionResult(
        filesBefore, bytesBefore, filesAfter, bytesAfter, filesLeft, filesForeign + moreForeign);
  }
}
