package io.trailhouse.table;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.trailhouse.TrailhouseException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What a run leaves in the lake before its commit, so that whoever comes next can bring the other
 * tables up to what {@code events} says was committed: the files of those tables.
 *
 * @param number the run's commit number
 * @param run the run's files, without those of {@code events}
 */
record CommitNote(long number, PendingRun run) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FOLDER = "_trailhouse/commits";
  private static final String SUFFIX = ".json";
  private static final Pattern NAME = Pattern.compile("\\d{1,18}\\.json");

  static CommitNote of(long number, PendingRun run) {
    return new CommitNote(
        number, new PendingRun(run.runId(), List.of(), run.files(), run.quarantine(), run.runs()));
  }

  void write(Configuration conf, String lake) {
    Path path = path(lake, number);
    try (OutputStream out = LakeOutput.create(conf, path)) {
      JSON.writeValue(out, this);
    } catch (IOException e) {
      throw new TrailhouseException("Cannot write %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  static Optional<CommitNote> read(Configuration conf, String lake, long number) {
    Path path = path(lake, number);
    try (InputStream in = path.getFileSystem(conf).open(path)) {
      return Optional.of(JSON.readValue(in, CommitNote.class));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new TrailhouseException("Cannot read %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** Removes the notes of runs that can never be committed any more, and of those that are done. */
  static void removeUpTo(Configuration conf, String lake, long number) {
    Path folder = path(lake, number).getParent();
    try {
      FileSystem fileSystem = folder.getFileSystem(conf);
      for (FileStatus status : fileSystem.listStatus(folder)) {
        String name = status.getPath().getName();
        if (NAME.matcher(name).matches()
            && Lake.sequence(Long.parseLong(name.substring(0, name.length() - SUFFIX.length())))
                <= Lake.sequence(number)) {
          fileSystem.delete(status.getPath(), false);
        }
      }
    } catch (FileNotFoundException e) {
      // No run has left one yet, or another one removed them first.
      return;
    } catch (IOException e) {
      throw new TrailhouseException("Cannot tidy %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static Path path(String lake, long number) {
    return new Path(new Path(lake, FOLDER), number + SUFFIX);
  }
}
