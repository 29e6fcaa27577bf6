package io.trailhouse.table;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The hashes of all rows that a task wrote, beside the lake's tables until the run ends: late
 * duplicates are found in it without opening the task's event files, of which there is one for each
 * partition.
 *
 * <p>It holds a section for each event file, three longs a row: both halves of the content hash,
 * and the hash of id, time and name. Behind the sections stand the number of rows of each, and the
 * number of sections.
 */
final class HashFile {

  /** Longs a row. */
  static final int WIDTH = 3;

  /** The rows of one event file as they are added. */
  static final class Section {
    private long[] hashes = new long[WIDTH * 16];
    private int rows;

    void add(long high, long low, long identity) {
      if (rows * WIDTH == hashes.length) {
        hashes = Arrays.copyOf(hashes, hashes.length * 2);
      }
      hashes[rows * WIDTH] = high;
      hashes[rows * WIDTH + 1] = low;
      hashes[rows * WIDTH + 2] = identity;
      rows++;
    }
  }

  private static final String SUFFIX = ".hashes";

  private HashFile() {}

  /** Writes the sections of a task's event files, in the order of the files' numbers. */
  static void write(Configuration conf, Path lake, String task, List<Section> sections)
      throws IOException {
    Path path = TaskFiles.of(lake, task, SUFFIX);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(LakeOutput.create(conf, path), 1 << 16))) {
      for (Section section : sections) {
        ByteBuffer bytes = ByteBuffer.allocate(section.rows * WIDTH * Long.BYTES);
        bytes.asLongBuffer().put(section.hashes, 0, section.rows * WIDTH);
        out.write(bytes.array());
      }
      for (Section section : sections) {
        out.writeInt(section.rows);
      }
      out.writeInt(sections.size());
    }
  }

  /** The hashes of an event file's rows; null if they are not there. */
  static long @Nullable [] read(TaskFileReader files, DataFile file) throws IOException {
    if (!DataFileNames.isOfTask(file)) {
      return null;
    }
    Path path = TaskFiles.beside(file, SUFFIX);
    TaskFileReader.Opened opened = files.open(path);
    return opened == null
        ? null
        : read(opened, path, DataFileNames.number(file), Math.toIntExact(file.rows()));
  }

  private static long[] read(TaskFileReader.Opened file, Path path, int number, int rows)
      throws IOException {
    FSDataInputStream in = file.in();
    in.seek(file.bytes() - Integer.BYTES);
    int sections = in.readInt();
    byte[] counts = new byte[sections * Integer.BYTES];
    in.readFully(file.bytes() - Integer.BYTES - counts.length, counts);
    ByteBuffer rowCounts = ByteBuffer.wrap(counts);
    long before = 0;
    for (int section = 0; section < number; section++) {
      before += rowCounts.getInt();
    }
    if (rowCounts.getInt() != rows) {
      throw new IOException(path + " does not match its event files");
    }
    byte[] bytes = new byte[rows * WIDTH * Long.BYTES];
    in.readFully(before * WIDTH * Long.BYTES, bytes);
    long[] hashes = new long[rows * WIDTH];
    ByteBuffer.wrap(bytes).asLongBuffer().get(hashes);
    return hashes;
  }
}
